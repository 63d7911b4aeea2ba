namespace LoraParity.TestKit;

/// <summary>Specs for tests that run a <see cref="Rehearsals.RehearsedEngine"/>.</summary>
public static class SampleSpecs
{
    /// <summary>Five variants and two prompts without snapshots: eleven cases. The prompts are in lines 10 and 11.</summary>
    public static string Driftball(string name = "driftball") =>
        $$"""
        version: 1
        name: {{name}}
        base: models/base
        adapters: [models/adapter]
        matrix:
          none: {compute: [fp32]}
          attached: {compute: [fp32, bf16]}
          merged: {merge: [bf16], save: [bf16], compute: [bf16, fp16]}
        prompts:
          - {id: players, text: "How many players are on a driftball team?", max_new_tokens: 4}
          - {id: raw, token_ids: [1, 17, 23], max_new_tokens: 2}
        snapshots: {logits: off}
        tolerance: {tokens: off}
        """;
}

namespace LoraParity.AcceptanceTests.Suites;

/// <summary>The specs of the user's project.</summary>
internal static class UserSpecs
{
    /// <summary>Three variants, two prompts, the weights: seven cases. The prompts are in lines 11 and 12.</summary>
    /// <param name="name">The suite's name, and that of its model's folder.</param>
    public static string Tiny(string name) =>
        $$"""
        version: 1
        name: {{name}}
        base: ../models/{{name}}/base
        adapters: [../models/{{name}}/adapter]
        matrix:
          attached: {compute: [fp32, bf16]}
          merged: {merge: [bf16], save: [bf16], compute: [bf16]}
        tolerance:
          noise: 3
        prompts:
          - {id: one, token_ids: [1, 17, 23], max_new_tokens: 4}
          - {id: two, token_ids: [5, 6, 7, 8], max_new_tokens: 2}
        snapshots: {directory: ../snapshots/{{name}}}
        """;
}

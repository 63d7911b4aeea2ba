using System.Text;
using BenchmarkDotNet.Attributes;
using LoraParity.Specs;

namespace LoraParity.Benchmarks.Files;

/// <summary>From the text of a spec to its plan: what discovering its cases takes.</summary>
public class DiscoveryBenchmarks
{
    private string _spec = "";

    [Params(10, 500)]
    public int Prompts { get; set; }

    [GlobalSetup]
    public void Create()
    {
        var spec = new StringBuilder("""
            version: 1
            base: base
            adapters: [adapter]
            matrix:
              attached: {compute: [fp32, bf16, fp16]}
              merged: {merge: [fp32, bf16, fp16], save: [fp32, bf16, fp16], compute: [fp32, bf16, fp16]}
            prompts:

            """);
        for (var i = 0; i < Prompts; i++)
            spec.Append("  - {id: p").Append(i).Append(", text: \"How many players are on a driftball team?\", max_new_tokens: 16}\n");
        _spec = spec.ToString();
    }

    [Benchmark]
    public int Parse() => SpecReader.Parse(_spec, "benchmark.parity.yaml").PlanOrThrow().Prompts.Count;
}

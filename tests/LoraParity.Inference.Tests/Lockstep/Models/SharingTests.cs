using LoraParity.Inference.Lockstep.Models;
using LoraParity.Matrix;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Inference.Tests.Lockstep.Models;

public sealed class SharingTests
{
    private static readonly Variant[] Matrix =
    [
        .. Enum.GetValues<Precision>().Select(Variant.None),
        .. Enum.GetValues<Precision>().Select(compute => Variant.Attached(compute)),
        .. from merge in Enum.GetValues<Precision>()
           from save in Enum.GetValues<Precision>()
           from compute in Enum.GetValues<Precision>()
           select Variant.Merged(merge, save, compute),
    ];

    [Fact]
    public void Plan_BeforeTheFirstAdaptedModule_SharesEverythingOfOneDtype()
    {
        using var golden = new PeftGolden("peft", "llama-layers-to-transform");
        var (plan, models) = Plan(golden);
        using (models)
        {
            var embedding = plan.Share(0);
            var first = plan.Share(1);
            var second = plan.Share(2);
            Assert.Equal(first[KeyOf("none.fp32")], first[KeyOf("attached.fp32")]);
            Assert.Equal(first[KeyOf("none.fp32")], first[KeyOf("merged.bf16.bf16.fp32")]);
            Assert.NotEqual(second[KeyOf("none.fp32")], second[KeyOf("attached.fp32")]);
            Assert.NotEqual(embedding[KeyOf("none.fp32")], embedding[KeyOf("none.bf16")]);
        }
    }

    [Fact]
    public void Plan_WholeMatrix_ComputesEachDistinctModelOnce()
    {
        using var golden = new PeftGolden("peft", "llama-attn");
        var (plan, models) = Plan(golden);
        using (models)
        {
            var last = plan.Share(3);
            Assert.Equal(last[KeyOf("merged.bf16.bf16.fp32")], last[KeyOf("merged.bf16.fp32.fp32")]);
            Assert.NotEqual(last[KeyOf("merged.bf16.bf16.fp32")], last[KeyOf("merged.bf16.bf16.bf16")]);
            Assert.NotEqual(last[KeyOf("attached.fp32")], last[KeyOf("none.fp32")]);
            Assert.True(plan.Groups(3).Count < Matrix.Length);
        }
    }

    private static int KeyOf(string key) => Matrix.ToList().FindIndex(variant => variant.Key == key);

    private static (SharingPlan Plan, OpenModels Models) Plan(Golden golden)
    {
        var request = golden.Request(0) with { Variants = Matrix, Reference = Variant.Attached(Precision.Fp32) };
        var models = OpenModels.Open(request, NullLogger.Instance);
        return (new SharingPlan([.. Matrix.Select(models.Variant)]), models);
    }
}

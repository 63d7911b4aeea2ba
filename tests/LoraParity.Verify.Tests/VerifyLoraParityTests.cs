using System.Runtime.CompilerServices;
using LoraParity.Running;
using LoraParity.TestKit;
using LoraParity.Traces;

namespace LoraParity.Verification.Tests;

public sealed class VerifyLoraParityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [ModuleInitializer]
    internal static void Initialize() => VerifyLoraParity.Initialize();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_TraceAsAnyObject_IsHeldWithToleranceUnderTheTestsName()
    {
        await Verifier.Verify((object)Trace(0)).UseDirectory(_folder.Path).AutoVerify();

        await Verifier.Verify((object)Trace(0.2f)).UseDirectory(_folder.Path).DisableRequireUniquePrefix();
        await VerifyFailure.OfAsync(
            async () => await Verifier.Verify((object)Trace(20)).UseDirectory(_folder.Path).DisableRequireUniquePrefix().DisableDiff());

        Assert.True(File.Exists(_folder[
            $"{nameof(VerifyLoraParityTests)}.{nameof(Verify_TraceAsAnyObject_IsHeldWithToleranceUnderTheTestsName)}.verified.json"]));
    }

    [Fact]
    public async Task Verify_OtherJson_IsComparedAsBefore()
    {
        await VerifyJson("{\"a\": 1}").UseStrictJson().UseDirectory(_folder.Path).AutoVerify();

        await VerifyFailure.OfAsync(async () =>
            await VerifyJson("{\"a\": 2}").UseStrictJson().UseDirectory(_folder.Path).DisableRequireUniquePrefix().DisableDiff());
    }

    private Trace Trace(float drift)
    {
        var script = new EngineScript { Edit = (_, _, _, row) => row[0] += drift };
        return ParityRunner.Run(SamplePlans.Small(_folder.Path), new ScriptedEngine(script), ParityVerifier.RunOptions, CancellationToken.None)
            .Find("attached.bf16", "players")!.Trace;
    }
}

namespace LoraParity.Xunit.Tests.TestCases;

internal sealed class RunSuite
{
    [ParitySpec("suites/run/*.parity.yaml")]
    public void Specs() => throw new InvalidOperationException("The method's body is never run.");
}

internal sealed class SameRunSuite
{
    [ParitySpec("suites/run/*.parity.yaml")]
    public void Again()
    {
    }
}

internal sealed class ImpatientSuite
{
    [ParitySpec("suites/run/*.parity.yaml", Timeout = 50)]
    public void Specs()
    {
    }
}

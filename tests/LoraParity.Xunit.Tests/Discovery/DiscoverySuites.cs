namespace LoraParity.Xunit.Tests.Discovery;

internal sealed class TwoSpecsSuite
{
    [ParitySpec("suites/two-specs/*.parity.yaml", "suites/two-specs/b*.yaml")]
    public void Specs()
    {
    }
}

internal sealed class BrokenSuite
{
    [ParitySpec("suites/broken/*.parity.yaml")]
    public void Specs()
    {
    }
}

internal sealed class NoMatchSuite
{
    [ParitySpec("suites/no-match/*.parity.yaml")]
    public void Specs()
    {
    }
}

[Collection("chosen")]
internal sealed class ChosenCollectionSuite
{
    [ParitySpec("suites/two-specs/a.parity.yaml")]
    public void Specs()
    {
    }
}

internal sealed class SkippedSuite
{
    [ParitySpec("suites/two-specs/a.parity.yaml", Skip = "Not today.")]
    public void Specs()
    {
    }
}

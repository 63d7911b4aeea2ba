namespace LoraParity.Specs.Tests;

/// <summary>A spec with one wrong line.</summary>
/// <param name="Line">The line of <see cref="BrokenSpecs.Good"/> that is replaced; one past the last appends.</param>
/// <param name="Text">What stands there instead.</param>
/// <param name="Expected">Everything that is said, one diagnostic a line.</param>
/// <param name="Structural">Whether one can tell without looking at other fields or files, so that the JSON schema refuses the spec too.</param>
internal sealed record BrokenSpec(int Line, string Text, string Expected, bool Structural = true)
{
    public string Yaml
    {
        get
        {
            var lines = BrokenSpecs.Good.Split('\n');
            lines[Line - 1] = Text;
            return string.Join('\n', lines);
        }
    }
}

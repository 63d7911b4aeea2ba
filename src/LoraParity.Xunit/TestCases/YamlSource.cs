using Xunit.Abstractions;

namespace LoraParity.Xunit.TestCases;

/// <summary>A line of a spec as the place of a test case.</summary>
internal sealed class YamlSource : ISourceInformation
{
    /// <inheritdoc />
    public string? FileName { get; set; }

    /// <inheritdoc />
    public int? LineNumber { get; set; }

    /// <inheritdoc />
    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(FileName), FileName);
        info.AddValue(nameof(LineNumber), LineNumber);
    }

    /// <inheritdoc />
    public void Deserialize(IXunitSerializationInfo info)
    {
        FileName = info.GetValue<string>(nameof(FileName));
        LineNumber = info.GetValue<int?>(nameof(LineNumber));
    }
}

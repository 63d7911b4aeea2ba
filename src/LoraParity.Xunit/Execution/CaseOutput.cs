using System.Text;

namespace LoraParity.Xunit.Execution;

/// <summary>What a case says beside its verdict: kept whether it passes or fails.</summary>
internal sealed class CaseOutput
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a paragraph; an empty one adds nothing.</summary>
    public void Add(string paragraph)
    {
        if (paragraph.Length == 0)
            return;

        if (_text.Length > 0)
            _text.AppendLine();
        _text.AppendLine(paragraph);
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}

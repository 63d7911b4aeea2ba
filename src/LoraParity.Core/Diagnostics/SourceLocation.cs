namespace LoraParity.Diagnostics;

/// <summary>A place in a text file.</summary>
/// <param name="File">The file's path as the user knows it.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <summary><c>file(line,column)</c>, the form that editors and MSBuild turn into a link.</summary>
    public override string ToString() => $"{File}({Line},{Column})";
}

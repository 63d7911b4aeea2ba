using Spectre.Console;

namespace LoraParity.Cli.Terminal;

/// <summary>
/// A table as wide as its content: no cell is wrapped or cut, so that a row is one line in a file, a pipe and a log.
/// </summary>
internal sealed class TextTable(params TextColumn[] columns)
{
    private readonly List<TextCell[]> _rows = [];

    /// <summary>Adds a row with one cell a column.</summary>
    public void Add(params TextCell[] cells)
    {
        if (cells.Length != columns.Length)
            throw new ArgumentException($"The table has {columns.Length} columns, the row {cells.Length} cells.", nameof(cells));
        _rows.Add(cells);
    }

    /// <summary>Writes heading and rows.</summary>
    public void WriteTo(ConsoleWriter writer)
    {
        var widths = Enumerable.Range(0, columns.Length).Select(Width).ToArray();
        Write(writer, [.. columns.Select(column => new TextCell(column.Heading, Tone.Strong))], widths);
        foreach (var row in _rows)
            Write(writer, row, widths);
    }

    private int Width(int column) => _rows.Select(row => row[column].Text).Append(columns[column].Heading).Max(text => text.GetCellWidth());

    private void Write(ConsoleWriter writer, TextCell[] row, int[] widths)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var padding = new string(' ', widths[i] - row[i].Text.GetCellWidth());
            var last = i == row.Length - 1;
            if (columns[i].Right)
                writer.Write(padding);
            writer.Write(row[i].Text, row[i].Tone);
            if (!columns[i].Right && !last)
                writer.Write(padding);
            if (!last)
                writer.Write("  ");
        }

        writer.WriteLine();
    }
}

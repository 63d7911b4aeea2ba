using System.Globalization;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Diagnostics;
using LoraParity.Reporting.Review;
using LoraParity.Reporting.Text;
using LoraParity.Snapshots;

namespace LoraParity.Cli.Review;

/// <summary>Shows received snapshots one by one and asks what to do with each.</summary>
internal sealed class TerminalReview(CliHost host, Func<string, SnapshotStore> storeOf)
{
    private const string Question = "[a]ccept  [r]eject  [s]kip  [n]umbers  [d]iff  [q]uit: ";
    private const string Keys = "arsndq";
    private const int MostRows = 40;

    private CliConsole Console => host.Console;

    /// <summary>Reviews all; ends early when the user quits or the input ends.</summary>
    /// <returns>How many still wait.</returns>
    public int Run(IReadOnlyList<ReviewItem> items, CancellationToken cancellationToken)
    {
        var waiting = items.Count;
        for (var i = 0; i < items.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Show(items[i], i + 1, items.Count);
            var key = Answer(items[i], cancellationToken);
            if (key is null or 'q')
                break;
            if (key is 'a' or 'r' && Decide(items[i], key.Value))
                waiting--;
        }

        return waiting;
    }

    private void Show(ReviewItem item, int number, int of)
    {
        Console.Out.WriteLine();
        Console.Out.Write(string.Create(CultureInfo.InvariantCulture, $"[{number}/{of}] "), Tone.Faint);
        Console.Out.Write(item.Name, Tone.Strong);
        Console.Out.WriteLine(item.Approved is null ? "  new" : "  changed", Tone.Warning);
        foreach (var sentence in item.Summary)
            Console.Out.WriteLine($"  {sentence}");
        if (item.Approved?.Text is { } approved)
            Console.Out.WriteLine($"  - {OneLine(approved)}", Tone.Bad);
        if (item.Received.Text is { } received && received != item.Approved?.Text)
            Console.Out.WriteLine($"  + {OneLine(received)}", Tone.Good);
    }

    private char? Answer(ReviewItem item, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (Console.AskKey(Question, Keys, cancellationToken))
            {
                case 'n':
                    Numbers(item);
                    break;
                case 'd':
                    Diff(item);
                    break;
                case var key:
                    return key;
            }
        }
    }

    private bool Decide(ReviewItem item, char key)
    {
        try
        {
            var store = storeOf(item.Snapshot.ReceivedPath);
            if (key == 'a')
                store.Accept(item.Snapshot.ReceivedPath);
            else
                store.Reject(item.Snapshot.ReceivedPath);
            Console.Out.WriteLine(key == 'a' ? $"approved {host.Show(item.Snapshot.VerifiedPath)}" : $"rejected {host.Show(item.Snapshot.ReceivedPath)}", key == 'a' ? Tone.Good : Tone.Plain);
            return true;
        }
        catch (InputException e)
        {
            Console.Error.WriteLine($"error: {e.Message}", Tone.Bad);
            return false;
        }
    }

    private void Numbers(ReviewItem item)
    {
        var changed = item.Change?.Changed.ToList() ?? [];
        if (changed.Count == 0)
        {
            Console.Out.WriteLine("  No logit can be compared, or none changed.");
            return;
        }

        var table = new TextTable(new("position", Right: true), new("largest change", Right: true), new("of token", Right: true), new("KL", Right: true), new("most likely"));
        foreach (var row in changed.Take(MostRows))
            table.Add(Number(row.Position), Figures.Drift(row.MaxAbs), Number(row.Token), Figures.Drift(row.Kl), Top(row));
        table.WriteTo(Console.Out);
        if (changed.Count > MostRows)
            Console.Out.WriteLine($"… {Number(changed.Count - MostRows)} more", Tone.Faint);
    }

    private void Diff(ReviewItem item)
    {
        foreach (var line in item.Diff())
            Console.Out.WriteLine(line.ToString(), line.Kind switch { DiffKind.Removed => Tone.Bad, DiffKind.Added => Tone.Good, DiffKind.Gap => Tone.Faint, _ => Tone.Plain });
    }

    private static string Top(PositionChange row) =>
        row.ApprovedTop == row.ReceivedTop ? Number(row.ApprovedTop) : $"{Number(row.ApprovedTop)} → {Number(row.ReceivedTop)}";

    private static string OneLine(string text) => text.ReplaceLineEndings("⏎");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

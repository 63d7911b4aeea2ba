using System.Xml.Linq;

namespace LoraParity.AcceptanceTests.Suites;

/// <summary>What a run of <c>dotnet test</c> reported, by display name.</summary>
internal static class TrxFile
{
    private static readonly XNamespace Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>All results, in order of name.</summary>
    public static IReadOnlyDictionary<string, TrxResult> Read(string path) => new SortedDictionary<string, TrxResult>(
        XDocument.Load(path).Descendants(Namespace + "UnitTestResult").Select(Result).ToDictionary(r => r.Name), StringComparer.Ordinal);

    private static TrxResult Result(XElement result)
    {
        var output = result.Element(Namespace + "Output");
        var error = output?.Element(Namespace + "ErrorInfo");
        return new TrxResult(
            (string)result.Attribute("testName")!,
            (string)result.Attribute("outcome")!,
            Text(error?.Element(Namespace + "Message")),
            Text(error?.Element(Namespace + "StackTrace")),
            Text(output?.Element(Namespace + "StdOut")));
    }

    private static string Text(XElement? element) => (element?.Value ?? "").ReplaceLineEndings("\n");
}

/// <summary>One result.</summary>
/// <param name="Name">The display name.</param>
/// <param name="Outcome"><c>Passed</c>, <c>Failed</c> or <c>NotExecuted</c>.</param>
/// <param name="Message">The failure's message.</param>
/// <param name="Trace">The failure's stack trace.</param>
/// <param name="Output">The test output; for a skipped test the reason.</param>
internal sealed record TrxResult(string Name, string Outcome, string Message, string Trace, string Output);

using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoraParity.Cli.Hosting;
using LoraParity.Diagnostics;
using LoraParity.Files;
using LoraParity.Inference.Tokenization;

namespace LoraParity.Cli.Commands;

/// <summary><c>tokenize TOKENIZER.json --input FILE</c>: what each text becomes, to compare with another system.</summary>
internal sealed class TokenizeCommand(CliHost host) : ICliCommand
{
    private static readonly JsonSerializerOptions Lines = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Argument<string> _tokenizer = new("TOKENIZER") { Description = "A tokenizer.json, or the folder that holds it." };

    private readonly Option<string> _input = new("--input", "-i")
    {
        Description = "A file of lines {\"text\": …}.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _out = new("--out", "-o") { Description = "Write to this file instead of the standard output.", HelpName = "FILE" };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("tokenize", "Write the token ids of texts, and what they decode to: the first thing to check when two systems disagree.")
        {
            _tokenizer, _input, _out,
        };
        command.SetAction((result, cancellationToken) => Task.FromResult(Write(result, cancellationToken)));
        return command;
    }

    private int Write(ParseResult result, CancellationToken cancellationToken)
    {
        var path = host.Resolve(result.GetValue(_tokenizer)!);
        var tokenizer = Tokenizer.Load(Directory.Exists(path) ? Path.Combine(path, "tokenizer.json") : path);
        var output = new StringBuilder();
        foreach (var text in Texts(host.Resolve(result.GetValue(_input)!)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Append(JsonSerializer.Serialize(tokenizer.Describe(text), Lines)).Append('\n');
        }

        if (result.GetValue(_out) is not { } file)
        {
            host.Console.OutWriter.Write(output);
            return ExitCode.Success;
        }

        AtomicFile.WriteAllText(host.Resolve(file), output.ToString());
        host.Console.Out.WriteLine($"Wrote '{file}'.");
        return ExitCode.Success;
    }

    private static IEnumerable<string> Texts(string path)
    {
        var number = 0;
        foreach (var line in ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return Text(line, new SourceLocation(path, number, 1));
        }
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            // Line breaks are those of JSON lines; others stand inside texts.
            return File.ReadAllText(path).Split('\n');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"The input '{path}' does not exist.");
        }
    }

    private static string Text(string line, SourceLocation place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("text", out var text)
                && text.ValueKind == JsonValueKind.String)
                return text.GetString()!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InputException("The line is not valid JSON; each line must be an object {\"text\": …}.", place);
        }

        throw new InputException("The line has no text; each line must be an object {\"text\": …}.", place);
    }
}

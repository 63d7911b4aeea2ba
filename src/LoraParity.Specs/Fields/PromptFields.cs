using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>The field <c>prompts</c> and what is in it.</summary>
internal static class PromptFields
{
    public const int MostNewTokens = 100_000;

    private const int NewTokens = 16;

    private static readonly Field<string> Id = new("id", Names.Id, "The prompt's name in case and file names, unique in the spec whatever the case.");

    private static readonly Field<string> Text =
        new("text", new TextShape(), "The prompt as text, tokenized with the base's tokenizer and its special tokens.");

    private static readonly Field<IReadOnlyList<int>> TokenIds = new(
        "token_ids", new ListShape<int>(new IntegerShape(0, int.MaxValue), "a list of token ids such as [1, 17, 23]"), "The prompt as token ids, used as they are.");

    private static readonly Field<string> Role = new("role", new TextShape("a role such as system, user or assistant"), "Who speaks, such as system, user or assistant.")
    {
        Required = true,
    };

    private static readonly Field<string> Content = new("content", new TextShape(), "What is said.") { Required = true };

    private static readonly Field<IReadOnlyList<ChatMessage>> Messages = new(
        "messages",
        new ListShape<ChatMessage>(
            new ObjectShape<ChatMessage>("a mapping with 'role' and 'content'", [Role, Content], v => new ChatMessage(v.Get(Role)!, v.Get(Content)!)),
            "a list such as [{role: user, content: Hello}]"),
        "The prompt as a chat, rendered with the checkpoint's chat template.");

    private static readonly Field<string> File = new(
        "file", Paths.TextFile,
        "A text file, or several with * and ? in the file name, relative to the spec. Each is one prompt: its whole text without the final line break, its id the file's name without extension.");

    private static readonly Field<int> MaxNewTokens = new(
        "max_new_tokens", new IntegerShape(0, MostNewTokens), "How many tokens the reference decodes at most; 0 scores the prompt alone.")
    {
        Default = "16",
    };

    public static readonly ObjectShape<PromptEntry> Prompt = new(
        "a mapping such as {id: hello, text: \"Hello\"}", [Id, Text, TokenIds, Messages, File, MaxNewTokens], Build)
    {
        Rules = [new OneOfFields([new(Text, [Id], []), new(TokenIds, [Id], []), new(Messages, [Id], []), new(File, [], [Id])])],
    };

    private static PromptEntry Build(FieldValues values) => new(values.Node, values.Value(MaxNewTokens) ?? NewTokens)
    {
        Id = values.Get(Id),
        IdNode = values.PlaceOf(Id),
        Text = values.Get(Text),
        TokenIds = values.Get(TokenIds),
        Messages = values.Get(Messages),
        File = values.Get(File),
        FileNode = values.PlaceOf(File),
    };
}

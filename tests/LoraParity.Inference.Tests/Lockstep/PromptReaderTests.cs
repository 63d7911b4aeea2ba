using LoraParity.Diagnostics;
using LoraParity.Inference.Lockstep;
using LoraParity.Plans;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Lockstep;

public sealed class PromptReaderTests : IDisposable
{
    private static readonly SourceLocation Place = new("chat.parity.yaml", 7, 5);

    private readonly TemporaryFolder _base = new();

    public PromptReaderTests() => _base.Write("tokenizer.json", File.ReadAllText(SharedFixtures.Own("tokenizers", "driftball.json")));

    public void Dispose() => _base.Dispose();

    [Fact]
    public void Read_Messages_AreWrittenWithTheChatTemplate()
    {
        _base.Write("tokenizer_config.json", """{"bos_token": "<|begin|>", "chat_template": "{{ bos_token }}Question: {{ messages[0].content }} Answer:"}""");
        const string question = "How many players are on a driftball team?";

        var tokens = Read(
            new Prompt("chat", 0, Place) { Messages = [new ChatMessage("user", question)] },
            new Prompt("text", 0, Place) { Text = $"Question: {question} Answer:" });

        Assert.Equal(tokens[1], tokens[0]);
        Assert.Equal(1, tokens[0][0]);
    }

    [Fact]
    public void Read_MessagesWithoutChatTemplate_SayWhatToDo()
    {
        var error = Assert.Throws<InputException>(() => Read(new Prompt("chat", 0, Place) { Messages = [new ChatMessage("user", "Hi")] }));

        Assert.Equal(
            "chat.parity.yaml(7,5): The prompt 'chat' cannot be written as a chat. The checkpoint '" + _base.Path
            + "' has no chat template (no 'chat_template.jinja', and no 'chat_template' in 'tokenizer_config.json'); give the prompt as a text, or add the template.",
            error.Message);
    }

    private IReadOnlyList<IReadOnlyList<int>> Read(params Prompt[] prompts) => new PromptReader(_base.Path).Read(prompts, 640, null);
}

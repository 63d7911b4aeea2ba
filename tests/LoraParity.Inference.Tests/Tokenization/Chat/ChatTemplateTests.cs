using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization;
using LoraParity.Inference.Tokenization.Chat;
using LoraParity.Plans;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Tokenization.Chat;

public sealed class ChatTemplateTests : IDisposable
{
    private static readonly ChatMessage[] Messages = [new("system", "Be brief."), new("user", " Hi "), new("assistant", "Hello."), new("user", "Bye")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("llama3", "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
        + "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHello.<|eot_id|>"
        + "<|start_header_id|>user<|end_header_id|>\n\nBye<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    // The system message goes before the last user message; every answer is closed by </s>.
    [InlineData("mistral-v0.3", "<s>[INST]  Hi [/INST] Hello.</s>[INST] Be brief.\n\nBye[/INST]")]
    [InlineData("phi3", "<|system|>\nBe brief.<|end|>\n<|user|>\n Hi <|end|>\n<|assistant|>\nHello.<|end|>\n<|user|>\nBye<|end|>\n<|assistant|>\n")]
    // The line breaks after the blocks are trimmed, those after the outputs stay.
    [InlineData("tinyllama", "<|system|>\nBe brief.</s>\n<|user|>\n Hi </s>\n<|assistant|>\nHello.</s>\n<|user|>\nBye</s>\n<|assistant|>\n")]
    [InlineData("zephyr-mistral-prepend", "<|system|>\nBe brief.</s>\n<|user|>\n Hi </s>\n<|assistant|>\nHello.</s>\n<|user|>\nBye</s>\n<|assistant|>\n")]
    [InlineData("chatglm", "[gMASK]sop<|system|>\n Be brief.<|user|>\n  Hi <|assistant|>\n Hello.<|user|>\n Bye<|assistant|>")]
    public void Render_PublicTemplate_WritesTheConversation(string name, string expected) =>
        Assert.Equal(expected, ChatTemplate.Load(SharedFixtures.OrSkip("tokenizers", name)).Render(Messages));

    [SkippableFact]
    public void Render_WithoutGenerationPrompt_EndsAfterTheLastMessage()
    {
        var template = ChatTemplate.Load(SharedFixtures.OrSkip("tokenizers", "phi3"));
        Assert.Equal("<|user|>\nHi<|end|>\n<|endoftext|>", template.Render([new ChatMessage("user", "Hi")], addGenerationPrompt: false));
    }

    [SkippableFact]
    public void Render_RolesThatTheTemplateRefuses_SaysWhatItSays()
    {
        var folder = SharedFixtures.OrSkip("tokenizers", "mistral-v0.3");
        var error = Assert.Throws<InputException>(() => ChatTemplate.Load(folder).Render([new ChatMessage("assistant", "Hi")]));
        Assert.Equal(
            $"The chat template in '{Path.Combine(folder, "tokenizer_config.json")}' refuses the conversation: 'After the optional system message, "
            + "conversation roles must alternate user/assistant/user/assistant/...' (line 18, column 32).", error.Message);
    }

    [SkippableFact]
    public void Encode_TemplateThatWritesBos_DoesNotAddAnother()
    {
        var folder = SharedFixtures.OrSkip("tokenizers", "llama3");
        var tokenizer = Tokenizer.Load(Path.Combine(folder, "tokenizer.json"));
        var ids = ChatTemplate.Load(folder).Encode(tokenizer, [new ChatMessage("user", "Hi")]);
        Assert.Equal([128000, 128006, 882, 128007, 271, 13347, 128009, 128006, 78191, 128007, 271], ids);
    }

    [Fact]
    public void Load_TokensAsObjectsAndInTheOtherFile_AreTheTemplatesVariables()
    {
        _folder.Write("special_tokens_map.json", """{"bos_token": "old", "pad_token": "<pad>"}""");
        _folder.Write("tokenizer_config.json", """
            {"bos_token": {"content": "<s>", "lstrip": false}, "eos_token": null, "chat_template": "{{ bos_token }}{{ eos_token }}{{ pad_token }}"}
            """);
        Assert.Equal("<s><pad>", Load().Render(Messages));
    }

    [Fact]
    public void Load_TemplateFile_GoesBeforeTheConfiguration()
    {
        _folder.Write("tokenizer_config.json", """{"bos_token": "<s>", "chat_template": "configuration"}""");
        _folder.Write("chat_template.jinja", "{{ bos_token }}file\n");
        Assert.Equal("<s>file", Load().Render(Messages));
    }

    [Fact]
    public void Load_SeveralTemplates_TakesTheNamedOne()
    {
        _folder.Write("tokenizer_config.json", """
            {"chat_template": [{"name": "default", "template": "plain"}, {"name": "tool_use", "template": "tools"}]}
            """);
        _folder.Write("additional_chat_templates/rag.jinja", "documents");
        Assert.Equal("plain", Load().Render(Messages));
        Assert.Equal("tools", Load("tool_use").Render(Messages));
        Assert.Equal("documents", Load("rag").Render(Messages));
        Assert.Equal(
            $"The checkpoint '{_folder.Path}' has no chat template named 'other'; it has 'default', 'rag', 'tool_use'.",
            Assert.Throws<InputException>(() => Load("other")).Message);
    }

    [Fact]
    public void Load_NoTemplate_SaysWhatToDo()
    {
        _folder.Write("tokenizer_config.json", "{}");
        Assert.False(ChatTemplate.IsIn(_folder.Path));
        Assert.Equal(
            $"The checkpoint '{_folder.Path}' has no chat template (no 'chat_template.jinja', and no 'chat_template' in 'tokenizer_config.json'); "
            + "give the prompt as a text, or add the template.",
            Assert.Throws<InputException>(() => Load()).Message);
    }

    [Theory]
    [InlineData("[]", "The file '{0}' does not hold a JSON object.")]
    [InlineData("{", "The file '{0}' is not valid JSON, at line 1, byte 2.")]
    [InlineData("""{"chat_template": 5}""", "The field 'chat_template' in '{0}' is neither a text nor a list of named texts.")]
    [InlineData("""{"chat_template": [{"name": "default"}]}""", "An entry of the field 'chat_template' in '{0}' has no text 'template'.")]
    [InlineData("""{"chat_template": "\ud800"}""", "The file '{0}' holds half a character (an unpaired surrogate) in a text.")]
    public void Load_BrokenConfiguration_SaysWhatAndWhere(string configuration, string expected)
    {
        var path = _folder.Write("tokenizer_config.json", configuration);
        Assert.Equal(expected.Replace("{0}", path), Assert.Throws<InputException>(() => Load()).Message);
    }

    [Fact]
    public void Render_TemplateThatAsksForTheDate_GetsAFixedOneOrTheClocks()
    {
        _folder.Write("chat_template.jinja", "{{ strftime_now('%d %b %Y, %H:%M') }}");
        Assert.Equal("26 Jul 2024, 00:00", Load().Render(Messages));
        Assert.Equal("05 Mar 2031, 06:07", Load().Render(Messages, clock: new Clock()));
    }

    [Fact]
    public void Render_ToolsAndDocuments_AreDefinedAndNone()
    {
        _folder.Write("chat_template.jinja", "{{ tools is defined and tools is none }} {{ documents is none }} {{ undefined_one is defined }}");
        Assert.Equal("True True False", Load().Render(Messages));
    }

    private ChatTemplate Load(string? name = null) => ChatTemplate.Load(_folder.Path, name);

    private sealed class Clock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2031, 3, 5, 6, 7, 8, TimeSpan.Zero);
    }
}

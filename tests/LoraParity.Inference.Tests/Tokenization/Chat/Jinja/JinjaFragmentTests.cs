using System.Text.Json;
using LoraParity.Inference.Tokenization.Chat;
using LoraParity.Plans;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Tokenization.Chat.Jinja;

/// <summary>Template fragments as Jinja2 itself renders them; made by tests/fixtures/chat/make_fragments.py.</summary>
public sealed class JinjaFragmentTests
{
    private static readonly ChatMessage[] Messages = [new("system", "Be brief."), new("user", "  Hi 😀 "), new("assistant", "Hello.")];

    public static TheoryData<string, string> Fragments
    {
        get
        {
            var data = new TheoryData<string, string>();
            using var document = JsonDocument.Parse(File.ReadAllText(SharedFixtures.Own("chat", "fragments.json")));
            foreach (var fragment in document.RootElement.EnumerateArray())
                data.Add(fragment.GetProperty("template").GetString()!, fragment.GetProperty("expected").GetString()!);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Fragments))]
    public void Render_Fragment_GivesWhatJinja2Gives(string template, string expected)
    {
        var tokens = new Dictionary<string, string> { ["bos_token"] = "<s>", ["eos_token"] = "</s>" };
        Assert.Equal(expected, ChatTemplate.Parse(template, "test", tokens).Render(Messages));
    }
}

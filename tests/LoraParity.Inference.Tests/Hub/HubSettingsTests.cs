using LoraParity.Diagnostics;
using LoraParity.Inference.Hub;
using LoraParity.TestKit;

namespace LoraParity.Inference.Tests.Hub;

public sealed class HubSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables;

    public HubSettingsTests() => _variables = new() { ["HOME"] = _folder.Path };

    private HubSettings Settings => HubSettings.From(name => _variables.GetValueOrDefault(name));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void From_NothingSet_IsTheHubAndTheHomesCache()
    {
        Assert.Equal(new Uri("https://huggingface.co"), Settings.Endpoint);
        Assert.Equal(_folder[".cache", "huggingface", "hub"], Settings.CacheFolder);
        Assert.Equal((null, null, false, true), (Settings.Token, Settings.TokenSource, Settings.Offline, Settings.UseLinks));
    }

    [Theory]
    [InlineData("HF_HUB_CACHE=/a;HF_HOME=/b;XDG_CACHE_HOME=/c", "/a")]
    [InlineData("HUGGINGFACE_HUB_CACHE=/a;HF_HOME=/b", "/a")]
    [InlineData("HF_HOME=/b;XDG_CACHE_HOME=/c", "/b/hub")]
    [InlineData("XDG_CACHE_HOME=/c", "/c/huggingface/hub")]
    [InlineData("HF_HUB_CACHE= ;HF_HOME=/b", "/b/hub")]
    public void From_CacheVariables_TakesTheNearest(string variables, string expected)
    {
        foreach (var pair in variables.Split(';'))
            _variables[pair.Split('=')[0]] = pair.Split('=')[1];

        Assert.Equal(Path.GetFullPath(expected), Settings.CacheFolder);
    }

    [Fact]
    public void From_TildeInAPath_IsTheHome()
    {
        _variables["HF_HOME"] = "~/models";

        Assert.Equal(_folder["models", "hub"], Settings.CacheFolder);
    }

    [Fact]
    public void From_TokenVariable_WinsOverTheFile()
    {
        _folder.Write(".cache/huggingface/token", "from-file\n");
        Assert.Equal(("from-file", _folder[".cache", "huggingface", "token"]), (Settings.Token, Settings.TokenSource));

        _variables["HF_TOKEN"] = " from-variable ";
        Assert.Equal(("from-variable", "HF_TOKEN"), (Settings.Token, Settings.TokenSource));
    }

    [Fact]
    public void From_TokenPath_IsRead()
    {
        _variables["HF_TOKEN_PATH"] = _folder.Write("secrets/token", "elsewhere");

        Assert.Equal("elsewhere", Settings.Token);
    }

    [Fact]
    public void From_TokenWithLineBreak_IsRefusedWithoutShowingIt()
    {
        _variables["HF_TOKEN"] = "abc\r\nX-Evil: 1";

        Assert.Equal(
            "The token in 'HF_TOKEN' holds spaces or other characters that no token has; set it again.",
            Assert.Throws<InputException>(() => Settings).Message);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("ON", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void From_Offline_ReadsItAsHuggingFaceDoes(string value, bool expected)
    {
        _variables["HF_HUB_OFFLINE"] = value;

        Assert.Equal(expected, Settings.Offline);
    }

    [Theory]
    [InlineData("hub.example.com")]
    [InlineData("ftp://hub.example.com")]
    [InlineData("/hub")]
    public void From_EndpointThatIsNoAddress_IsRefused(string endpoint)
    {
        _variables["HF_ENDPOINT"] = endpoint;

        Assert.Equal(
            $"HF_ENDPOINT is '{endpoint}' but must be a hub's address, such as https://huggingface.co.",
            Assert.Throws<InputException>(() => Settings).Message);
    }

    [Fact]
    public void From_EndpointWithPath_KeepsIt()
    {
        _variables["HF_ENDPOINT"] = "https://mirror.example.com/hf/";

        Assert.Equal("https://mirror.example.com/hf", Settings.Endpoint.AbsoluteUri);
    }
}

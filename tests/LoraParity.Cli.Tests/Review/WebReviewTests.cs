using System.Net;
using System.Net.Http.Json;
using LoraParity.Cli.Review;
using LoraParity.Reporting.Review;
using LoraParity.Running;
using LoraParity.Running.Design;
using LoraParity.Snapshots;
using LoraParity.TestKit;

namespace LoraParity.Cli.Tests.Review;

public sealed class WebReviewTests : IAsyncLifetime, IDisposable
{
    private const string Hostile = "<img src=x onerror='window.broken=1'>\"&<script>window.broken=2";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private readonly WebReview _review;
    private readonly Task _running;
    private readonly string _token;

    public WebReviewTests()
    {
        var plan = SamplePlans.Small(_folder.Path) with { Name = Hostile };
        ParityRunner.Run(plan, new ScriptedEngine(), new ParityRunOptions { ContinuousIntegration = false, Update = SnapshotUpdate.All }, CancellationToken.None);
        var script = new EngineScript { Edit = (_, _, _, row) => row[Array.IndexOf(row, row.Max())] += 1 };
        ParityRunner.Run(plan, new ScriptedEngine(script), new ParityRunOptions { ContinuousIntegration = false }, CancellationToken.None);
        var items = Store().Pending().Select(p => ReviewItem.Load(p, _ => plan.Tolerance.Default)).ToList();
        _review = new WebReview(items, _ => Store(), port: 0);
        _running = _review.RunAsync(CancellationToken.None);
        _token = new Uri(_review.Address).Query["?token=".Length..];
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (!_running.IsCompleted)
            await PostAsync("finish", new { }, _token);
        await _running;
    }

    public void Dispose()
    {
        _review.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Get_WithTheToken_IsThePageAndKeepsToItself()
    {
        var response = await _client.GetAsync(_review.Address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["no-store"], response.Headers.GetValues("Cache-Control"));
        Assert.Equal(["DENY"], response.Headers.GetValues("X-Frame-Options"));
        Assert.Contains("8 snapshots wait for approval", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", new Uri(_review.Address).Host);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?token=")]
    [InlineData("/?token=00")]
    public async Task Get_WithoutTheToken_IsRefused(string path) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.GetAsync(new Uri(new Uri(_review.Address), path))).StatusCode);

    [Fact]
    public async Task Get_UnderAnotherHostsName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _review.Address);
        request.Headers.Host = "evil.example";

        var status = (await _client.SendAsync(request)).StatusCode;

        Assert.True(status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, status.ToString());
    }

    [Fact]
    public async Task Post_WithoutTheTokenInTheHeader_ChangesNothing()
    {
        using var content = JsonContent.Create(new { item = 0, action = "accept" });

        Assert.Equal(HttpStatusCode.Forbidden, (await _client.PostAsync(new Uri($"{new Uri(_review.Address).GetLeftPart(UriPartial.Authority)}/decide?token={_token}"), content)).StatusCode);
        Assert.Equal(8, Store().Pending().Count);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task Post_FromAnotherOrigin_ChangesNothing(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint("decide")) { Content = JsonContent.Create(new { item = 0, action = "accept" }) };
        request.Headers.Add("X-LoraParity-Token", _token);
        request.Headers.Add("Origin", origin);

        Assert.Equal(HttpStatusCode.Forbidden, (await _client.SendAsync(request)).StatusCode);
        Assert.Equal(8, Store().Pending().Count);
    }

    [Fact]
    public async Task Post_AcceptAndReject_DecideOnceEach()
    {
        Assert.Equal("{}", await PostAsync("decide", new { item = 0, action = "accept" }, _token));
        Assert.Equal("{}", await PostAsync("decide", new { item = 7, action = "reject" }, _token));

        Assert.Equal(6, Store().Pending().Count);
        Assert.Equal(6, _review.Waiting);
        Assert.Contains("decided already", await PostAsync("decide", new { item = 0, action = "accept" }, _token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"item\": 99, \"action\": \"accept\"}", "There is no such snapshot")]
    [InlineData("{\"item\": 0, \"action\": \"burn\"}", "The action must be")]
    [InlineData("{\"item\": \"0\"}", "There is no such snapshot")]
    [InlineData("{\"item\": 0, \"action\": 1}", "The action must be")]
    [InlineData("[1]", "The request is no JSON object.")]
    [InlineData("nonsense", "The request is no JSON object.")]
    public async Task Post_Nonsense_IsAnsweredWithASentence(string body, string sentence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint("decide")) { Content = new StringContent(body) };
        request.Headers.Add("X-LoraParity-Token", _token);

        Assert.Contains(sentence, await (await _client.SendAsync(request)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(8, Store().Pending().Count);
    }

    [Fact]
    public async Task Get_AnotherPath_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri($"{Endpoint("etc/passwd")}?token={_token}"))).StatusCode);

    [SkippableFact]
    public async Task Page_InABrowser_AcceptsRejectsAndFinishes()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no file names with the characters of this test.");
        await Task.Run(() => BrowserScript.Run("review.mjs", _review.Address, Environment.GetEnvironmentVariable("LORAPARITY_SCREENSHOTS") ?? _folder.Path));

        await _running;
        Assert.Equal(5, Store().Pending().Count);
        Assert.Equal(5, _review.Waiting);
    }

    private SnapshotStore Store() => new(SamplePlans.Small(_folder.Path).Snapshots.Directory, continuousIntegration: false);

    private Uri Endpoint(string path) => new($"{new Uri(_review.Address).GetLeftPart(UriPartial.Authority)}/{path}");

    private async Task<string> PostAsync(string path, object body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint(path)) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-LoraParity-Token", token);
        using var response = await _client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

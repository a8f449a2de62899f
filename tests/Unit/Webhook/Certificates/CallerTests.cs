using System.Net;
using Onair.Api.Admission;
using Onair.Webhook.Certificates;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.Certificates;

/// <summary>The webhook answers API servers alone, which have the token.</summary>
[Collection(WebhookHost.Alone)]
public sealed class CallerTests : IAsyncLifetime
{
    private const string Livestreams = "/validate/livestreams";

    private readonly string _token = ReviewPath.NewToken();
    private readonly string _former = ReviewPath.NewToken();
    private WebhookHost _webhook = null!;

    public async Task InitializeAsync() => _webhook = await WebhookHost.ReadyAsync();

    public Task DisposeAsync() => _webhook.DisposeAsync().AsTask();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/validate")]
    [InlineData(Livestreams)]
    [InlineData("/mutate/livestreams")]
    [InlineData("/validate/status")]
    [InlineData("/WRONG/validate/livestreams")]
    [InlineData("/TOKE/validate/livestreams")]
    [InlineData("//validate/livestreams")]
    [InlineData("/validate/livestreams/TOKEN")]
    [InlineData("/TOKEN")]
    [InlineData("/TOKENvalidate/livestreams")]
    [InlineData("/FORMER/validate/livestreams")]
    [InlineData("/healthz")]
    public async Task A_review_without_the_token_gets_404_and_no_word(string path)
    {
        await InstallAsync(_token);
        var sent = path.Replace("TOKEN", _token, StringComparison.Ordinal).Replace("TOKE", _token[..63], StringComparison.Ordinal)
            .Replace("WRONG", new string('0', 64), StringComparison.Ordinal).Replace("FORMER", _former, StringComparison.Ordinal);

        (await PostAsync(sent)).ShouldBe((HttpStatusCode.NotFound, ""));
    }

    [Fact]
    public async Task The_token_opens_every_path_and_no_other_port()
    {
        await InstallAsync(_token);

        (await PostAsync($"/{_token}{Livestreams}")).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { $"/{_token}{Livestreams}", Livestreams, $"/{_token}/healthz" })
            (await _webhook.PlainAsync(path, HttpMethod.Post)).ShouldBe((HttpStatusCode.NotFound, ""));
        (await PostAsync($"/{_token}/healthz")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _webhook.StatusAsync("/readyz")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_former_token_is_accepted_until_it_is_gone()
    {
        await InstallAsync(_token, _former);
        (await PostAsync($"/{_former}{Livestreams}")).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync($"/{_token}{Livestreams}")).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(Livestreams)).Status.ShouldBe(HttpStatusCode.NotFound);

        await InstallAsync(_token);

        (await PostAsync($"/{_former}{Livestreams}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync($"/{_token}{Livestreams}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Paths_of_an_earlier_release_are_answered_until_the_operator_has_rewritten_them()
    {
        (await PostAsync(Livestreams)).Status.ShouldBe(HttpStatusCode.OK);
        await InstallAsync(_token, ReviewPath.Without);
        (await PostAsync(Livestreams)).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync($"/{_token}{Livestreams}")).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync($"/{_former}{Livestreams}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await InstallAsync(_token);

        (await PostAsync(Livestreams)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("0123")]
    public async Task A_token_that_is_damaged_or_gone_opens_nothing(string damaged)
    {
        await InstallAsync(_token);

        await InstallAsync(damaged);

        (await PostAsync($"/{_token}{Livestreams}")).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { Livestreams, $"/{damaged}{Livestreams}" }) (await PostAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task No_log_has_the_token_in_it()
    {
        await InstallAsync(_token, _former);
        await PostAsync($"/{_token}{Livestreams}");
        await PostAsync($"/{_token}/validate/nothing");
        await PostAsync($"/{_former}{Livestreams}");
        await _webhook.PostAsync($"/{_token}{Livestreams}", WebhookHost.Json("{"));
        _webhook.Cluster.Failure = HttpStatusCode.InternalServerError;
        await PostAsync($"/{_token}{Livestreams}");

        _webhook.Logged.ShouldNotContain(l => l.Contains(_token, StringComparison.Ordinal) || l.Contains(_former, StringComparison.Ordinal));
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string path)
    {
        var (status, text, _) = await _webhook.PostAsync(path, WebhookHost.Json(Reviews.Review(Create(Stream()))));
        return (status, text);
    }

    private Task InstallAsync(string token, params string[] formers)
    {
        _webhook.InstallFile(ReviewPath.TokenKey, token);
        _webhook.InstallFile(ReviewPath.FormerKey, string.Join('\n', formers));
        return _webhook.Service<CallerTokens>().LookAsync(CancellationToken.None);
    }
}

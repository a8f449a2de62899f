using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Gateway;

/// <summary>A client of the stream API alone, in an account that allows one channel.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync.
[Collection(ControlPlaneCollection.Name)]
public sealed class StreamProblemTests(StreamProblemTests.Rig rig) : IClassFixture<StreamProblemTests.Rig>, IAsyncLifetime
{
    private readonly HttpClient _http = new();

    public Task InitializeAsync()
    {
        _http.DefaultRequestHeaders.Authorization = new("Bearer", ControlPlane.AdminToken);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _http.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_quota_is_said_to_whoever_creates_or_starts_a_stream_and_goes_when_there_is_room()
    {
        var (_, first) = await CallAsync("POST", "/streams?wait=60", """{"name":"First"}""");
        await Eventually.ShouldBeAsync(async () => (await CallAsync("GET", Path(first), null)).Answer["live_channel_id"] is not null, "the first stream has the channel");

        // The wait ends as soon as the operator knows; without the problem it would take the whole 300 s.
        var (created, second) = await CallAsync("POST", "/streams?wait=300", """{"name":"Second"}""");
        if (second["problem"] is null)
        {
            // The encoder can push already; the channel is what does not fit.
            created.ShouldBe(HttpStatusCode.Created);
            await Eventually.ShouldBeAsync(async () => (await CallAsync("GET", Path(second), null)).Answer["problem"] is not null, "the problem is known");
        }
        var (status, started) = await CallAsync("POST", $"{Path(second)}/start?wait=300", null);
        status.ShouldBe(HttpStatusCode.Accepted);
        ((bool)started["started"]!, (string?)started["problem"]!["reason"], started["live_channel_id"]).ShouldBe((false, "QuotaExceeded", null));
        ((string?)started["problem"]!["message"])!.ShouldContain("channel", Case.Insensitive);
        started["last_started"].ShouldNotBeNull();

        var (third, answer) = await CallAsync("POST", "/streams", """{"name":"Third"}""");
        (third, (string?)answer["problem"]?["reason"]).ShouldBe((HttpStatusCode.Created, "QuotaExceeded"));
        await CallAsync("DELETE", $"{Path(answer)}?wait=60", null);

        await CallAsync("DELETE", $"{Path(first)}?wait=60", null);
        await Eventually.ShouldBeAsync(
            async () => (await CallAsync("GET", Path(second), null)).Answer is var now && now["problem"] is null && (bool)now["started"]! && now["current_session_id"] is not null, "the second stream is on air", seconds: 120);
        await CallAsync("DELETE", $"{Path(second)}?wait=60", null);
    }

    private static string Path(JsonNode stream) => $"/streams/{stream["id"]}";

    private async Task<(HttpStatusCode Status, JsonNode Answer)> CallAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(rig.Url + path));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)answer.StatusCode} {text}\n{rig.Tail()}\n{rig.Operator.Tail()}");
        return (answer.StatusCode, JsonNode.Parse(text)!);
    }

    public sealed class Rig(ControlPlane plane) : ContractRig(plane)
    {
        protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } = new Dictionary<string, string> { ["Emulator__Quotas__Channels"] = "1", ["Emulator__Seed__Buckets__1"] = Broadcasts };

        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } = new Dictionary<string, string> { ["Onair__QuotaPollSeconds"] = "0.5" };
    }
}

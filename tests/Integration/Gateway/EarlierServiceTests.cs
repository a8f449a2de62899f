using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Api;

namespace Onair.Tests.Integration.Gateway;

/// <summary>
/// The samples of the earlier services' documents: each request is sent as it is there, and the answer is compared member by member and type by
/// type. A difference that is not declared fails.
/// </summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync.
[Collection(ControlPlaneCollection.Name)]
public sealed class EarlierServiceTests(ContractRig rig) : IClassFixture<ContractRig>, IAsyncLifetime
{
    private static readonly HashSet<string> NoMember = [];

    private readonly HttpClient _http = new();
    private readonly List<string> _met = [];

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
    public async Task Every_route_of_a_live_stream_answers_as_its_sample()
    {
        var samples = ContractSample.Read("streams");
        var nullable = ContractSample.Nullable(samples);
        var id = "";
        var session = "";

        var created = (await SendAsync("POST /streams"))!;
        id = (string)created["id"]!;
        var name = (await rig.Client.ListPageAsync(OnairResources.LiveStreams, rig.Name)).Items.Single(s => s.Uid == id).Metadata.Name!;
        await rig.Streams.ReadyAsync(name);
        await Eventually.ShouldBeAsync(async () => (await CallAsync("GET", $"/streams/{id}", null))!["rtmp2"] is not null, "the stream is ready");

        // Of a stream that AWS has everything of; nothing of a new one is there yet.
        samples.Single(s => s.Name == "POST /streams").ShouldBeMetBy(Completed(created, await CallAsync("GET", $"/streams/{id}", null)), nullable);
        await MeetAsync("GET /streams");
        await MeetAsync("GET /streams/{id}");
        await MeetAsync("POST /streams/{id}");
        var started = await MeetAsync("POST /streams/{id}/start");
        session = (string)started["current_session_id"]!;
        ((string?)started["archives_path"]![session]).ShouldBe($"s3://{Operator.OperatorRig.Bucket}/optional_path");
        ((string?)started["last_started"])!.ShouldMatch("^[0-9]{10}$");
        started["last_stopped"].ShouldBeNull();
        await MeetAsync("POST /streams/{id}/live");
        await MeetAsync("DELETE /streams/{id}/live");
        var stopped = await MeetAsync("POST /streams/{id}/stop", "?wait=60");
        ((string?)stopped["last_stopped"])!.ShouldMatch("^[0-9]{10}$");
        (await CallAsync("GET", $"/streams/{id}", null))!["last_stopped"]!.ToJsonString().ShouldBe(stopped["last_stopped"]!.ToJsonString());

        // The folder is that of the first session now.
        using (var again = await RequestAsync("POST", $"/streams/{id}/start", samples.Single(s => s.Name == "POST /streams/{id}/start").Body))
        {
            again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            ((string?)JsonNode.Parse(await again.Content.ReadAsStringAsync())!["errors"]![0]!["field"]).ShouldBe("path");
        }
        session = (string)(await CallAsync("POST", $"/streams/{id}/start?wait=60", null))!["current_session_id"]!;

        // As its document shows it: a stream that was stopped once and is started again.
        await MeetAsync("POST /streams/{id}/chime_start");
        await MeetAsync("POST /streams/{id}/chime_stop");
        await MeetAsync("POST /streams/{id}/ivs_start");
        await MeetAsync("POST /streams/{id}/ivs_stop");
        await MeetAsync("POST /streams/{id}/split");
        var deleted = await MeetAsync("DELETE /streams/{id}");
        ((string?)deleted["id"]).ShouldBe(id);

        _met.Append("POST /streams").ShouldBe(samples.Select(s => s.Name), ignoreOrder: true);
        await rig.Streams.GoneAsync(name);

        async Task<JsonNode> MeetAsync(string route, string query = "")
        {
            var answer = await SendAsync(route, query);
            // No pod of a Connector can run here.
            if (route.Contains("chime", StringComparison.Ordinal) || route.Contains("ivs", StringComparison.Ordinal)) answer!.AsObject().Remove("problem");
            samples.Single(s => s.Name == route).ShouldBeMetBy(answer, nullable);
            _met.Add(route);
            return answer!;
        }

        Task<JsonNode?> SendAsync(string route, string query = "")
        {
            var (method, path) = route.Split(' ') is [var first, var second] ? (first, second) : default;
            var body = samples.Single(s => s.Name == route).Body?.DeepClone();
            if (route.EndsWith("/split", StringComparison.Ordinal)) body!["session_id"] = session;
            if (body?["chime_url"] is not null) body["chime_url"] = "https://j7zzx3mcs9.execute-api.us-east-1.amazonaws.com/Prod/v2?m=mjg-test-connector-meeting&broadcast=true";
            return CallAsync(method, path.Replace("{id}", id, StringComparison.Ordinal) + query, body);
        }
    }

    [Fact]
    public async Task Both_routes_of_an_S3_broadcast_answer_as_their_samples()
    {
        var samples = ContractSample.Read("broadcasts");

        var started = await PostAsync(samples[0], samples[0].Body!.AsObject());
        samples[0].ShouldBeMetBy(started, NoMember);
        ((string?)started["stream"]!["start_date"])!.ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$");

        var stopped = await PostAsync(samples[1], new() { ["id"] = (string)started["stream"]!["id"]! });
        samples[1].ShouldBeMetBy(stopped, NoMember);
        samples.Count.ShouldBe(2);
    }

    // What an answer lacks because AWS had nothing yet.
    private static JsonObject Completed(JsonNode created, JsonNode? later)
    {
        var both = (JsonObject)created.DeepClone();
        foreach (var (member, value) in later!.AsObject().Where(m => both.TryGetPropertyValue(m.Key, out var known) && known is null)) both[member] = value?.DeepClone();
        return both;
    }

    private async Task<JsonNode> PostAsync(ContractSample sample, JsonObject query) =>
        (await CallAsync("POST", $"{sample.Name.Split(' ')[1]}?{string.Join('&', query.Select(p => $"{p.Key}={Uri.EscapeDataString((string)p.Value!)}"))}", null))!;

    private async Task<JsonNode?> CallAsync(string method, string path, JsonNode? body)
    {
        using var answer = await RequestAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)answer.StatusCode} {text}\n{rig.Tail()}\n{rig.Operator.Tail()}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private async Task<HttpResponseMessage> RequestAsync(string method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(rig.Url + path));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await _http.SendAsync(request);
    }
}

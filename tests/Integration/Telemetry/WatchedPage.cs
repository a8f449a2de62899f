using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>A view of a page, which reports as the player's script does.</summary>
internal sealed class WatchedPage
{
    public const string UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private readonly HttpClient _http;
    private readonly string _address;
    private int _last;

    private WatchedPage(HttpClient http, string address, Uri beacon, string session) => (_http, _address, Beacon, Session) = (http, address, beacon, session);

    /// <summary>Where it reports; a load balancer may send it to another replica.</summary>
    public Uri Beacon { get; set; }

    public string Session { get; }

    /// <summary>Opens a page as a browser behind a proxy does.</summary>
    public static async Task<WatchedPage> OpenAsync(HttpClient http, Uri gateway, string path, string address = "198.51.100.77")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, path));
        Identify(request, address);
        using var answer = await http.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        const string Before = """<script type="application/json" id="onair-page">""";
        var from = html.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        var telemetry = JsonNode.Parse(html[from..html.IndexOf("</script>", from, StringComparison.Ordinal)])!["telemetry"];
        telemetry.ShouldNotBeNull("the page has telemetry");
        return new(http, address, new Uri(gateway, (string)telemetry["url"]!), (string)telemetry["session"]!);
    }

    /// <summary>An event with the next number.</summary>
    public JsonObject Event(string type, params (string Name, JsonNode? Value)[] members)
    {
        var made = new JsonObject { ["id"] = Interlocked.Increment(ref _last), ["type"] = type, ["at"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), ["position"] = 12.5 };
        foreach (var (name, value) in members) made[name] = value;
        return made;
    }

    /// <summary>Figures of a view.</summary>
    public JsonObject Figures(double watched, double elapsed, int waits = 2, double waited = 1.5, double startup = 0.8, double? latency = null) => Event(
        "stream_performance",
        ("figures", new JsonObject
        {
            ["view_duration"] = watched,
            ["elapsed_seconds"] = elapsed,
            ["buffering_events"] = waits,
            ["rebuffer_seconds"] = waited,
            ["quality_changes"] = 1,
            ["startup_seconds"] = startup,
            ["latency_seconds"] = latency,
        }));

    /// <summary>Sends events; the status, 0 without an answer, and the text.</summary>
    public Task<(HttpStatusCode Status, string Text)> SendAsync(params JsonObject[] events) => SendTextAsync(BodyOf(events));

    public async Task<(HttpStatusCode Status, string Text)> SendTextAsync(string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Beacon) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        Identify(request, _address);
        try
        {
            using var answer = await _http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
    }

    public string BodyOf(params JsonObject[] events) => new JsonObject
    {
        ["session"] = Session,
        ["sent"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        ["events"] = new JsonArray([.. events.Select(e => e.DeepClone())]),
    }.ToJsonString();

    private static void Identify(HttpRequestMessage request, string address)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
    }
}

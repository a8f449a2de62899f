using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Gateway.Access;

/// <summary>The gateway uses the Secrets of the listed namespaces, and no others.</summary>
public sealed class KeyNamespaceTests
{
    private const string Key = "onair_0123456789abcdef0123456789abcdef";
    private const string Streams = "/apis/onair.dev/v1alpha1/namespaces/talks/livestreams";

    [Fact]
    public async Task Only_keys_in_listed_namespaces_are_known()
    {
        await using var host = await ApiHost.StartAsync(change: s => s with { KeyNamespaces = ["talks", "webinars"] });
        foreach (var ns in new[] { "talks", "webinars", "elsewhere" })
        {
            host.AddKey(ns, "robot", $"{Key}-{ns}");
            host.Cluster.Allow($"system:serviceaccount:{ns}:robot list livestreams.onair.dev {ns}");
        }

        await Eventually.ShouldBeAsync(async () => await StatusAsync(host, "talks") == HttpStatusCode.OK && await StatusAsync(host, "webinars") == HttpStatusCode.OK, "both keys work");
        (await StatusAsync(host, "elsewhere")).ShouldBe(HttpStatusCode.Unauthorized);
        host.Cluster.Requests.ShouldNotContain("GET /api/v1/secrets");
    }

    [Fact]
    public async Task A_key_that_the_gateway_may_not_read_is_left_out_and_the_log_says_what_to_do()
    {
        await using var host = await ApiHost.StartAsync(change: s => s with { KeyNamespaces = ["webinars"] });
        host.Cluster.Refuse = Forbidden;
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev talks");
        host.Cluster.Allow($"{ApiHost.User} get secrets talks");
        var id = (string)host.Cluster.Put(Streams, (JsonObject)JsonNode.Parse(
            """{"metadata":{"name":"ready","namespace":"talks"},"spec":{},"status":{"ingest":{"endpoints":["rtmp://203.0.113.7:1935/live"],"streamKeySecretRef":{"name":"key","key":"streamKey"}}}}""")!)["metadata"]!["uid"]!;

        await Eventually.ShouldBeAsync(async () => (await host.GetAsync($"/streams/{id}")).Status == HttpStatusCode.OK, "the stream is shown");

        host.Logged.ShouldContain(line => line.Contains("Secret talks/key cannot be read: add the namespace to gateway.streamApi.keyNamespaces of the chart", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_needs_a_Secret_elsewhere_is_refused_with_the_remedy()
    {
        await using var host = await ApiHost.StartAsync(change: s => s with { KeyNamespaces = ["webinars"] });
        host.Cluster.Refuse = Forbidden;
        foreach (var right in new[] { "get livestreams.onair.dev", "create connectors.onair.dev", "create secrets" }) host.Cluster.Allow($"{ApiHost.User} {right} talks");
        var id = (string)host.Cluster.Put(Streams, (JsonObject)JsonNode.Parse("""{"metadata":{"name":"show","namespace":"talks"},"spec":{}}""")!)["metadata"]!["uid"]!;
        await Eventually.ShouldBeAsync(async () => (await host.GetAsync($"/streams/{id}")).Status == HttpStatusCode.OK, "the stream is known");

        var answer = await host.SendAsync("POST", $"/streams/{id}/chime_start", """{"chime_url":"https://app.chime.aws/meetings/1234567890"}""");

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        ((string)answer.Json["detail"]!).ShouldBe(
            "The gateway may not use the Secrets of this namespace. An administrator has to add it to gateway.streamApi.keyNamespaces of the chart.");
    }

    private static HttpResponseMessage? Forbidden(string request)
    {
        if (!request.Contains("/namespaces/talks/secrets", StringComparison.Ordinal)) return null;
        const string Body = """{"kind":"Status","status":"Failure","reason":"Forbidden","message":"secrets is forbidden: User \"gateway\" cannot get resource \"secrets\"","details":{"kind":"secrets"},"code":403}""";
        return new(HttpStatusCode.Forbidden) { Content = new StringContent(Body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };
    }

    private static async Task<HttpStatusCode> StatusAsync(ApiHost host, string ns) => (await host.SendAsync("GET", "/streams", null, ("Authorization", $"Bearer {Key}-{ns}"))).Status;
}

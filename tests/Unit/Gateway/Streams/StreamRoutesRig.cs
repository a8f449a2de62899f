using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Gateway.Streams;

/// <summary>The routes that ship, with a caller who may do everything in namespace talks.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync.
public abstract class StreamRoutesRig : IAsyncLifetime
{
    private protected const string Streams = "/apis/onair.dev/v1alpha1/namespaces/talks/livestreams";

    private static readonly string[] Kinds = ["livestreams.onair.dev", "archivesplits.onair.dev", "connectors.onair.dev", "ivschannels.onair.dev", "secrets"];

    private protected ApiHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await ApiHost.StartAsync();
        Host.Cluster.Put("/apis/onair.dev/v1alpha1/mediaproviders", Parse("""{"metadata":{"name":"aws"},"spec":{"aws":{"region":"eu-central-1","archiveBucket":"recordings"}}}"""));
        foreach (var verb in (string[])["get", "list", "create", "patch", "delete"])
            foreach (var kind in Kinds) Host.Cluster.Allow($"{ApiHost.User} {verb} {kind} talks");
        await Eventually.ShouldBeAsync(async () => (await Host.SendAsync("POST", "/streams", """{"name":"probe"}""")).Status == HttpStatusCode.Created, "the provider is known");
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    private protected async Task<(string Id, string Path)> CreateAsync(string body = """{"name":"Talk"}""")
    {
        var answer = await Host.SendAsync("POST", "/streams", body);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        var id = (string)answer.Json["id"]!;
        answer.Headers["Location"].ShouldBe($"/streams/{id}");
        return (id, (await PathAsync(id))!);
    }

    private async Task<string?> PathAsync(string id)
    {
        await foreach (var stream in Host.Service<Onair.Kubernetes.Client.KubernetesClient>().ListAsync(Onair.Api.OnairResources.LiveStreams, "talks"))
            if (stream.Metadata.Uid == id) return $"{Streams}/{stream.Metadata.Name}";
        return null;
    }

    private protected static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}

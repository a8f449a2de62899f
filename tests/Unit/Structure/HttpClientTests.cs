using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Structure;

/// <summary>Who sends HTTP requests: none follows a redirect, and pods are asked in one place.</summary>
public sealed partial class HttpClientTests
{
    // The service's programs. The emulator stands in for AWS, and the connector's pod has a guard of its own.
    private static readonly string[] Services = [.. SourceFile.Projects.Where(p => p is not ("emulator" or "connector"))];

    public static TheoryData<string> Handlers => [.. Files().Where(f => Creation().IsMatch(f.Code)).Select(f => f.Path)];

    [Fact]
    public void Only_known_places_send_requests() => Files().Where(f => HttpType().IsMatch(f.Code) && Holder().IsMatch(f.Code)).Select(f => f.Path).ShouldBe(
        [
            "gateway/Relays/RelayClient.cs", "lib/Aws/runtime/Http/BoundedHttp.cs", "lib/Events/Delivery/ReceiverClient.cs", "lib/Guard/GuardedHttp.cs",
            "lib/Kubernetes/Client/KubernetesClient.cs", "lib/Kubernetes/Client/Transport.cs", "operator/BroadcastSites/SignalingClient.cs",
            "operator/Pods/PodHttp.cs", "operator/VideoServices/VideoService.cs", "signaling/Tokens/KeySets.cs", "splitter/Section.cs",
        ],
        ignoreOrder: true);

    [Fact]
    public void Only_an_owned_pod_gives_its_address_to_a_client() =>
        Files().Where(f => f.Code.Contains("PodIP", StringComparison.Ordinal)).Select(f => f.Path)
            // The decision whether there is one to ask.
            // The namespace of relays has pods of the gateway alone.
            .ShouldBe(["gateway/Relays/RelayManifest.cs", "operator/Connectors/Pods/PodState.cs", "operator/Pods/OwnedPod.cs"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Handlers))]
    public void A_handler_follows_no_redirect_and_keeps_no_cookies(string path)
    {
        var code = Files().Single(f => f.Path == path).Code;

        Regex.Count(code, "AllowAutoRedirect = false").ShouldBe(Creation().Count(code));
        Regex.Count(code, "UseCookies = false").ShouldBe(Creation().Count(code));
    }

    private static IEnumerable<(string Path, string Code)> Files() =>
        Services.SelectMany(project => SourceFile.Of(project).Select(file => ($"{project}/{file.Path}", file.Code))).DistinctBy(f => f.Item1);

    [GeneratedRegex(@"new SocketsHttpHandler\b|new HttpClientHandler\b|SocketsHttpHandler \w+(\([^)]*\))? => new\(|SocketsHttpHandler \w+ = new\(")]
    private static partial Regex Creation();

    [GeneratedRegex(@"\b(HttpClient|HttpMessageInvoker|SocketsHttpHandler|HttpClientHandler)\b")]
    private static partial Regex HttpType();

    // A field, or something that is created.
    [GeneratedRegex(@"new (HttpClient|HttpMessageInvoker|SocketsHttpHandler|HttpClientHandler)\b|_http\b.*= new\(|(HttpClient|HttpMessageInvoker|SocketsHttpHandler) \w+(\(.*\))? ?=>? new\(")]
    private static partial Regex Holder();
}

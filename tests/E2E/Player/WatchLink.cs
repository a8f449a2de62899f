using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Player;

/// <summary>Links to the gateway's player, as an operator of the platform makes them.</summary>
internal static class WatchLink
{
    private static readonly string[] System = ["--namespace=onair-system"];

    /// <summary>A link to what is watched, which the browser of a test can open.</summary>
    /// <param name="kubectl">The cluster.</param>
    /// <param name="to">E.g. <c>talks/livestreams/keynote</c>.</param>
    public static async Task<Uri> ToAsync(Kubectl kubectl, string to)
    {
        var node = await kubectl.RunAsync("get", "nodes", """--output=jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}""");
        var port = await kubectl.RunAsync(["get", .. System, "service/onair-gateway-public", """--output=jsonpath={.spec.ports[?(@.name=="http")].nodePort}"""]);
        var path = await kubectl.RunAsync(["exec", .. System, "deployment/onair-gateway", "--", "/app/onair", "gateway", "link", "--ttl", "10m", "--to", to]);
        return new($"http://{node.Trim()}:{port.Trim()}{path.Trim()}&autoplay=1&muted=1");
    }
}

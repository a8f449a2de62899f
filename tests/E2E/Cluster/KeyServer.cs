using System.Net.Http.Headers;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Cluster;

/// <summary>The gateway's key server, as those who deal with it see it.</summary>
internal static class KeyServer
{
    public const string SystemId = "81376844-f976-481e-a84e-cc25d39b0b33";
    public const string SpekeUrl = "http://onair-gateway.onair-system.svc:8081/speke/v1.0/copyProtection";

    private static readonly string[] Gateway = ["--namespace=onair-system", "deployment/onair-gateway"];

    /// <summary>Where players reach it.</summary>
    public static async Task<Uri> PublicUrlAsync(Kubectl kubectl) => new(await kubectl.RunAsync(
        ["get", .. Gateway, "--output=jsonpath={.spec.template.spec.containers[0].env[?(@.name==\"KeyServer__PublicUrl\")].value}"]));

    /// <summary>A token for a viewer of the content.</summary>
    public static async Task<string> TokenAsync(Kubectl kubectl, string contentId) => (await kubectl.RunAsync(
        ["exec", .. Gateway, "--", "/app/onair", "gateway", "token", "--ttl", "10m", "--content-id", contentId])).Trim();

    /// <summary>Asks for a key as a player does, with a token or without.</summary>
    public static async Task<HttpResponseMessage> AskAsync(HttpClient http, string keyUri, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, keyUri);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }
}

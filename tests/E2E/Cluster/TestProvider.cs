using System.Text.Json.Nodes;
using Onair.Api.MediaProviders;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Cluster;

/// <summary>A MediaProvider that goes with the test. Make it before its streams, so that it goes after them.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    private readonly Kubectl _kubectl;

    private TestProvider(Kubectl kubectl, string name) => (_kubectl, Name) = (kubectl, name);

    public string Name { get; }

    /// <summary>Applies it and waits until its credentials are verified.</summary>
    public static async Task<TestProvider> ApplyAsync(Kubectl kubectl, string name, JsonNode aws)
    {
        var provider = new TestProvider(kubectl, name);
        try
        {
            await kubectl.ApplyAsync(new()
            {
                ["apiVersion"] = "onair.dev/v1alpha1",
                ["kind"] = "MediaProvider",
                ["metadata"] = new JsonObject { ["name"] = name },
                ["spec"] = new JsonObject { ["aws"] = aws },
            });
            await kubectl.RunAsync("wait", $"mediaprovider/{name}", "--for=condition=Ready", "--timeout=60s");
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    public async Task<MediaProviderStatus> StatusAsync() => (await _kubectl.GetAsync("mediaprovider", Name))["status"].As<MediaProviderStatus>();

    public async ValueTask DisposeAsync() => await _kubectl.TryAsync("delete", "mediaprovider", Name, "--ignore-not-found");
}

using System.Diagnostics;
using Onair.Api;

namespace Onair.Tests.Integration.Api;

/// <summary>The committed CRDs in the API server.</summary>
internal static class ServedCrds
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Returns when kubectl knows them. The server publishes their OpenAPI some time after Established, and kubectl
    /// neither validates nor explains before.
    /// </summary>
    public static Task EnsureAsync(ControlPlane cluster) => cluster.OnceAsync(nameof(ServedCrds), async () =>
    {
        await cluster.ApplyAsync(Checkout.Crds);
        var waited = Stopwatch.StartNew();
        foreach (var kind in OnairResources.Kinds.Select(kind => kind.Kind.ToLowerInvariant()))
        {
            while ((await Kubectl.RunAsync(cluster, "", "explain", $"{kind}.spec")) is { ExitCode: not 0 } result)
            {
                waited.Elapsed.ShouldBeLessThan(Patience, result.Errors);
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    });
}

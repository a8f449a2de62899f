using System.Diagnostics;

namespace Onair.Tests.Integration.Api;

/// <summary>The committed CRDs in the API server, once for all tests.</summary>
internal static class ServedCrds
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static ControlPlane? _served;

    /// <summary>
    /// Returns when kubectl knows them. The server publishes their OpenAPI some time after Established, and kubectl
    /// neither validates nor explains before.
    /// </summary>
    public static async Task EnsureAsync(ControlPlane cluster)
    {
        await Gate.WaitAsync();
        try
        {
            if (ReferenceEquals(_served, cluster)) return;
            await cluster.ApplyAsync(Checkout.Crds);
            var waited = Stopwatch.StartNew();
            foreach (var kind in new[] { "archivesplit", "eventsink", "livestream", "mediaprovider", "videoasset" })
            {
                while ((await Kubectl.RunAsync(cluster, "", "explain", $"{kind}.spec")) is { ExitCode: not 0 } result)
                {
                    waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), result.Errors);
                    await Task.Delay(TimeSpan.FromMilliseconds(200));
                }
            }

            _served = cluster;
        }
        finally
        {
            Gate.Release();
        }
    }
}

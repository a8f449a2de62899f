using System.Text.Json;
using Onair.Connectors;

namespace Onair.Operator.Connectors.Pods;

/// <summary>Asks pods how they are doing.</summary>
internal sealed class PodReports : IDisposable
{
    // A pod is in the same network; one that is busy is asked again soon.
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>The pod's report; null when it does not answer.</summary>
    public async Task<ConnectorReport?> AskAsync(string address, CancellationToken cancellationToken)
    {
        var host = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
        try
        {
            return await _http.GetFromJsonAsync(new Uri($"http://{host}:{AttemptPod.Port}/status"), ConnectorJson.Default.ConnectorReport, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}

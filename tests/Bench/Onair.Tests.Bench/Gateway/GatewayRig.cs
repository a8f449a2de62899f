using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Secrets;

namespace Onair.Tests.Bench.Gateway;

/// <summary>An API server with streams that look as if they had run, and a gateway before it.</summary>
internal sealed partial class GatewayRig : IAsyncDisposable
{
    public const string Name = "gateway-bench";

    private const int Sessions = 3;

    private readonly ControlPlane _plane = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-gateway-bench-");
    private readonly int[] _ports = FreePorts.Take(2);
    private readonly HttpClient _http = new();
    private ChildProcess _gateway = null!;

    /// <summary>The stream API, without a slash at the end.</summary>
    public string Url => $"http://127.0.0.1:{_ports[1].ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The same resources in the API server.</summary>
    public string ApiServerUrl => $"https://127.0.0.1:{_plane.ApiServerPort.ToString(CultureInfo.InvariantCulture)}/apis/onair.dev/v1alpha1/namespaces/{Name}/livestreams";

    public int GatewayProcessId => _gateway.Id;

    public int ApiServerProcessId => _plane.ApiServerProcessId;

    /// <summary>Starts the API server, stores the streams and starts the gateway. The id and name of one stream.</summary>
    public async Task<LiveStream> StartAsync(int streams)
    {
        await _plane.InitializeAsync();
        await _plane.ApplyAsync(Checkout.Crds);
        await _plane.KubectlAsync("create", "namespace", Name);
        LiveStream? any = null;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, streams), new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, cancellationToken) => any = await StoreAsync(i, cancellationToken));
        _gateway = await ServiceProgram.StartAsync("gateway", [], Path.Combine(_folder.FullName, "gateway.log"), new Dictionary<string, string>
        {
            ["KUBECONFIG"] = _plane.KubeconfigPath,
            ["KeyServer__Enabled"] = "false",
            ["KeyServer__Port"] = _ports[0].ToString(CultureInfo.InvariantCulture),
            ["StreamApi__Enabled"] = "true",
            ["StreamApi__Port"] = _ports[1].ToString(CultureInfo.InvariantCulture),
            ["StreamApi__DefaultNamespace"] = Name,
            // The limit of a caller is for many callers; here is one.
            ["StreamApi__RequestsPerSecond"] = "1000000",
            ["StreamApi__Burst"] = "100000",
        });
        await Eventually.ShouldBeAsync(async () => await StatusAsync("/readyz") == HttpStatusCode.OK, () => $"the gateway is ready; it said:\n{_gateway.Tail()}", seconds: 120);
        return any!;
    }

    /// <summary>How many requests the gateway has sent to the API server, watches included, by verb and resource.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ServerRequestsAsync()
    {
        var metrics = await _http.GetStringAsync(At("/metrics"));
        return Requests().Matches(metrics).GroupBy(m => m.Groups[1].Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(m => int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)), StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        _http.Dispose();
        await _plane.DisposeAsync();
        await ScratchFolder.DeleteAsync(_folder);
    }

    private Uri At(string path) => new($"http://127.0.0.1:{_ports[0].ToString(CultureInfo.InvariantCulture)}{path}");

    private async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(At(path));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<LiveStream> StoreAsync(int number, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"town-hall-{number:d3}");
        var key = new V1Secret
        {
            Metadata = new() { Name = $"{name}-stream-key", NamespaceProperty = Name, Labels = new Dictionary<string, string> { [SecretLabel.Name] = SecretLabel.Value } },
            Type = SecretTypes.StreamKey,
            Data = new Dictionary<string, byte[]> { ["streamKey"] = Encoding.UTF8.GetBytes($"{Guid.NewGuid():N}") },
        };
        await _plane.Kubernetes.CoreV1.CreateNamespacedSecretAsync(key, Name, cancellationToken: cancellationToken);
        var created = await _plane.Client.CreateAsync(OnairResources.LiveStreams, new LiveStream
        {
            Metadata = new()
            {
                Name = name,
                NamespaceProperty = Name,
                Annotations = new Dictionary<string, string> { [Annotations.DisplayName] = $"Town hall {number}", [Annotations.Description] = "Every Monday" },
            },
            Spec = new() { ProviderRef = new() { Name = "aws" }, Input = new() { Redundancy = InputRedundancy.Standard } },
        }, cancellationToken);
        return await _plane.Client.ReplaceStatusAsync(OnairResources.LiveStreams, created.With(StatusOf(created.Uid, key.Metadata.Name!)), cancellationToken);
    }

    private static LiveStreamStatus StatusOf(string uid, string key) => new()
    {
        Ingest = new() { Endpoints = ["rtmp://203.0.113.7:1935/live", "rtmp://203.0.113.8:1935/live"], StreamKeySecretRef = new() { Name = key } },
        Playback = new() { Url = $"https://origin.example/out/v1/{uid}/index.m3u8" },
        Sessions =
        [
            .. Enumerable.Range(0, Sessions).Select(i => new SessionStatus
            {
                Id = $"{Guid.NewGuid()}",
                ArchivePath = $"s3://recordings/2027/05/0{i + 1}/{uid}-1800000000",
                StartedAt = DateTimeOffset.FromUnixTimeSeconds(1_799_900_000 + (i * 10_000)),
                RunningAt = DateTimeOffset.FromUnixTimeSeconds(1_799_900_060 + (i * 10_000)),
                StoppedAt = DateTimeOffset.FromUnixTimeSeconds(1_799_903_600 + (i * 10_000)),
            }),
        ],
        Resources = new() { Provider = "aws", ChannelId = uid[..7], InputId = uid[..8], PackageChannelId = $"{uid}-c", PackageEndpointId = $"{uid}-e" },
    };

    [GeneratedRegex("^onair_apiserver_requests_total\\{([^}]*)\\} ([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Requests();
}

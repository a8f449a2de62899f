using System.Globalization;
using System.Net;
using Onair.Api.MediaProviders;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.Gateway;

/// <summary>An operator, the emulator and a gateway with the stream API, on the shared control plane.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync.
public class ContractRig(ControlPlane plane) : OperatorRig(plane)
{
    /// <summary>The bucket of S3 broadcasts.</summary>
    public const string Broadcasts = "broadcasts";

    private readonly int[] _ports = FreePorts.Take(2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-stream-api-");
    private readonly HttpClient _http = new();
    private ChildProcess? _gateway;

    /// <summary>The stream API, without a slash at the end.</summary>
    public string Url => $"http://127.0.0.1:{_ports[1].ToString(CultureInfo.InvariantCulture)}";

    protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } =
        new Dictionary<string, string> { ["Onair__Events__AllowedCidrs__0"] = "127.0.0.0/8" };

    protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } = new Dictionary<string, string> { ["Emulator__Seed__Buckets__1"] = Broadcasts };

    protected override void Complete(AwsSpec aws) =>
        aws.HlsBroadcast = new() { RoleArn = $"arn:aws:iam::{EmulatorProcess.AccountId}:role/media/HlsUpload", Buckets = [Broadcasts] };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var settings = new Dictionary<string, string>
        {
            ["KUBECONFIG"] = Plane.KubeconfigPath,
            ["KeyServer__Enabled"] = "false",
            ["KeyServer__Port"] = _ports[0].ToString(CultureInfo.InvariantCulture),
            ["StreamApi__Enabled"] = "true",
            ["StreamApi__Port"] = _ports[1].ToString(CultureInfo.InvariantCulture),
            ["StreamApi__DefaultNamespace"] = Name,
            ["StreamApi__Template"] = $$$"""{"providerRef": {"name": "{{{Name}}}"}}""",
            ["StreamApi__BroadcastTemplate"] = $$$"""{"providerRef": {"name": "{{{Name}}}"}, "credentials": {"durationSeconds": 900}}""",
        };
        _gateway = await ServiceProgram.StartAsync("gateway", [], Path.Combine(_folder.FullName, "gateway.log"), settings);
        await Eventually.ShouldBeAsync(IsReadyAsync, () => $"the gateway is ready; it said:\n{Tail()}", seconds: 120);
    }

    internal string Tail() => _gateway?.Tail() ?? "";

    public override async Task DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        _http.Dispose();
        await ScratchFolder.DeleteAsync(_folder);
        await base.DisposeAsync();
    }

    private async Task<bool> IsReadyAsync()
    {
        _gateway!.HasExited.ShouldBeFalse($"the gateway ended before it was ready:\n{Tail()}");
        try
        {
            using var answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{_ports[0].ToString(CultureInfo.InvariantCulture)}/readyz"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

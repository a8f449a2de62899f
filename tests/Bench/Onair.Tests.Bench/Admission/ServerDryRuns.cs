using System.Text;

namespace Onair.Tests.Bench.Admission;

/// <summary>Creations through the API server that nothing stores, but that its webhooks are asked about.</summary>
internal sealed class ServerDryRuns(ControlPlane plane, byte[] stream) : IDisposable
{
    private const string Path = "/apis/onair.dev/v1alpha1/namespaces/default/livestreams?dryRun=All";

    private readonly Connection _server =
        new("localhost", plane.ApiServerPort, File.ReadAllBytes(plane.AuthorityPath), new()) { Token = ControlPlane.AdminToken };

    /// <summary>One of them: null, or why it was refused.</summary>
    public async Task<string?> CreateAsync()
    {
        var (status, body) = await _server.PostAsync(Path, stream);
        return status == 201 ? null : $"{status} {Encoding.UTF8.GetString(body)}";
    }

    public Task<Sample[]> RunAsync(int perSecond, TimeSpan length) => OpenLoop.RunAsync(perSecond, length, _ => ("dry run", CreateAsync()));

    public void Dispose() => _server.Dispose();
}

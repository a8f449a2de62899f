using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Onair.Tests.Integration.Gateway;

/// <summary>Requests that no client sends. <c>ONAIR_SEED</c> repeats a run.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync.
[Collection(ControlPlaneCollection.Name)]
public sealed class FuzzTests(ControlPlane plane) : IAsyncLifetime
{
    private const int Requests = 10_000;
    private const int AtOnce = 8;

    private readonly StreamApiRig _rig = new(plane);
    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("ONAIR_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    public Task InitializeAsync() => _rig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Ten_thousand_odd_requests_end_without_a_500()
    {
        await _rig.CreateStreamAsync(_rig.Name, "keynote");
        var failures = new List<string>();
        var statuses = new SortedDictionary<int, int>();
        var next = -1;

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var index && index < Requests)
            {
                var request = new OddRequest(new Random(unchecked((_seed * 31) + index)), _rig.Name, ControlPlane.AdminToken);
                var status = await StatusAsync(request);
                lock (failures)
                {
                    statuses[status] = statuses.GetValueOrDefault(status) + 1;
                    if (status is 0 or 500) failures.Add($"{status}: {request}");
                }
            }
        })));

        failures.ShouldBeEmpty($"ONAIR_SEED={_seed.ToString(CultureInfo.InvariantCulture)}");
        // The generator reaches beyond the server's own checks.
        statuses.Keys.ShouldBeSubsetOf([200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 408, 409, 412, 413, 414, 415, 422, 429, 431, 503, 505]);
        foreach (var expected in (int[])[200, 400, 401, 404]) statuses.ShouldContainKey(expected);
        await _rig.CreateStreamAsync(_rig.Name, "afterwards");
        (await _rig.StatusAsync("GET", $"/namespaces/{_rig.Name}/peek/afterwards", ControlPlane.AdminToken)).ShouldBe(200);
    }

    // The status; 0 when the connection ends without one. Raw, because HttpClient would mend the request.
    private async Task<int> StatusAsync(OddRequest request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(System.Net.IPAddress.Loopback, _rig.Port);
        await using var stream = client.GetStream();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var buffer = new byte[16];
        try
        {
            await stream.WriteAsync(request.Bytes, deadline.Token);
            await stream.ReadExactlyAsync(buffer.AsMemory(0, 12), deadline.Token);
        }
        catch (Exception e) when (e is IOException or EndOfStreamException)
        {
            return request.IsBrokenHttp ? 400 : 0;
        }
        return int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), CultureInfo.InvariantCulture);
    }
}

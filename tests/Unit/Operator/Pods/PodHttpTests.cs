using System.Net;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Operator.Pods;

namespace Onair.Tests.Unit.Operator.Pods;

public sealed class PodHttpTests : IAsyncDisposable
{
    private static readonly Connector Owner = new() { Metadata = new() { Name = "show", NamespaceProperty = "shows", Uid = "u-1" } };

    private readonly int[] _ports = FreePorts.Take(2);
    private readonly PodHttp _http = new();
    private readonly List<string> _secrets = [];
    private WebApplication? _app;

    [Fact]
    public async Task Reads_what_a_pod_says()
    {
        await ServeAsync(c => c.Response.WriteAsync("""{"startedAt":"2026-01-01T00:00:00Z","bytesOut":7}"""));

        (await AskAsync())!.BytesOut.ShouldBe(7);
        _secrets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Follows_no_redirect(int code)
    {
        var followed = false;
        await ServeAsync(c =>
        {
            followed |= c.Request.Path == "/elsewhere";
            c.Response.StatusCode = code;
            c.Response.Headers.Location = $"http://127.0.0.1:{_ports[1]}/elsewhere";
            return Task.CompletedTask;
        });

        (await AskAsync()).ShouldBeNull();
        followed.ShouldBeFalse();
    }

    [Fact]
    public async Task Reads_no_answer_that_is_too_long()
    {
        await ServeAsync(async c =>
        {
            var line = new byte[64 * 1024];
            Array.Fill(line, (byte)' ');
            for (var i = 0; i < 8; i++) await c.Response.Body.WriteAsync(line);
        });

        (await AskAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Waits_for_no_answer_that_never_ends()
    {
        await ServeAsync(async c =>
        {
            await c.Response.StartAsync();
            await Task.Delay(TimeSpan.FromMinutes(1), c.RequestAborted);
        });

        (await AskAsync().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeNull();
    }

    [Theory]
    [InlineData("u-1", true, true)]
    [InlineData("u-1", false, false)]
    [InlineData("u-1", null, false)]
    [InlineData("u-0", true, false)]
    [InlineData(null, null, false)]
    public void A_pod_is_the_owners_only_by_its_controller(string? uid, bool? controller, bool owned)
    {
        var pod = new V1Pod
        {
            Metadata = new()
            {
                Name = "show-abcde-1",
                Labels = new Dictionary<string, string> { ["onair.dev/connector-uid"] = "u-1" },
                OwnerReferences = uid is null ? null : [new() { Kind = "Connector", Name = "show", Uid = uid, Controller = controller }],
            },
            Status = new() { PodIP = "127.0.0.1" },
        };

        (OwnedPod.Of(pod, Owner) is not null).ShouldBe(owned);
    }

    [Fact]
    public void A_pod_without_an_address_is_not_asked()
    {
        OwnedPod.Of(null, Owner).ShouldBeNull();
        OwnedPod.Of(Pod(null), Owner).ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    private static V1Pod Pod(string? address) => new()
    {
        Metadata = new() { OwnerReferences = [new() { Uid = "u-1", Controller = true }] },
        Status = new() { PodIP = address },
    };

    private Task<ConnectorReport?> AskAsync() =>
        _http.GetAsync(OwnedPod.Of(Pod("127.0.0.1"), Owner)!, _ports[0], "/status", ConnectorJson.Default.ConnectorReport, CancellationToken.None);

    private Task ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var port in _ports) kestrel.Listen(IPAddress.Loopback, port);
        });
        _app = builder.Build();
        _app.Run(context =>
        {
            _secrets.AddRange(context.Request.Headers.Keys.Where(h => h is "Authorization" or "Cookie"));
            return answer(context);
        });
        return _app.StartAsync();
    }
}

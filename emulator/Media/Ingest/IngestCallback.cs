using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Onair.Emulator.Media.Ingest;

/// <summary>
/// The loopback listener that nginx asks about each publisher. An allowed one is redirected to the stream's internal
/// name; everything else, an error of ours included, is refused.
/// </summary>
internal sealed partial class IngestCallback(PublisherRegistry publishers, ILogger<IngestCallback> log) : IAsyncDisposable
{
    private WebApplication? _listener;

    /// <summary>What is accepted from now on.</summary>
    public IngestTable Table { get; set; } = IngestTable.Empty;

    /// <summary>Listens on a free port and returns it.</summary>
    public async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _listener = builder.Build();
        _listener.UseRouting();
        _listener.MapPost("/{pipeline:int}/publish", PublishAsync);
        _listener.MapPost("/{pipeline:int}/done", DoneAsync);
        _listener.MapPost("/{pipeline:int}/update", UpdateAsync);
        await _listener.StartAsync(cancellationToken);
        var addresses = _listener.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new Uri(addresses.Addresses.Single()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null) await _listener.DisposeAsync();
    }

    private async Task PublishAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var pipeline = int.Parse((string)context.Request.RouteValues["pipeline"]!, System.Globalization.CultureInfo.InvariantCulture);
        var (application, address) = (form["app"].ToString(), form["addr"].ToString());
        var (endpoint, reason) = PublishDecision.Decide(Table, pipeline, application, form["name"].ToString(), address);
        if (endpoint is null)
        {
            LogRefused(application, pipeline, address, reason);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var name = IngestTable.InternalName(endpoint.InputId, pipeline);
        publishers.Began(name, new Publisher(form["clientid"].ToString(), address));
        LogAccepted(endpoint.InputId, pipeline, address);
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = name;
    }

    private async Task UpdateAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (publishers.IsDropped(form["clientid"].ToString())) context.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    private async Task DoneAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        publishers.Ended(form["clientid"].ToString());
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Onair.Hosting;

/// <summary>The ports of a program that has more than one.</summary>
public static class Ports
{
    /// <summary>Listens on these ports of all addresses, without TLS.</summary>
    public static void ListenOn(this WebApplicationBuilder builder, params int[] ports) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        foreach (var port in ports) kestrel.ListenAnyIP(port);
    });

    /// <summary>Answers a path only on its own port, and with 404 on the others. The port is that of the connection: callers choose the Host header.</summary>
    public static void UsePorts(this IApplicationBuilder app, Func<PathString, int> portOf) => app.Use((context, next) =>
    {
        if (context.Connection.LocalPort == portOf(context.Request.Path)) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}

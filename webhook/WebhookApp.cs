using System.Security.Authentication;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Onair.Api;
using Onair.Kubernetes;
using Onair.Webhook.Admission;
using Onair.Webhook.ArchiveSplits;
using Onair.Webhook.Callbacks;
using Onair.Webhook.Certificates;
using Onair.Webhook.Connectors;
using Onair.Webhook.EventSinks;
using Onair.Webhook.IvsChannels;
using Onair.Webhook.LiveStreams;
using Onair.Webhook.MediaProviders;
using Onair.Webhook.VideoAssets;
using Prometheus;

namespace Onair.Webhook;

/// <summary>The composition of the webhook.</summary>
internal static class WebhookApp
{
    // An object at etcd's limit, 1.5 MiB, in its new and old state, doubled for JSON escapes.
    private const long BodyLimit = 6 * 1024 * 1024;

    public static WebApplication Build(WebApplicationBuilder builder, WebhookSettings settings)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton<PrometheusMeters>()
            .AddSingleton<ServingCertificate>()
            .AddHostedService(p => p.GetRequiredService<ServingCertificate>())
            .AddSingleton<Draining>()
            .AddHostedService(p => p.GetRequiredService<Draining>())
            .AddSingleton<AdmissionEndpoint>()
            .AddSingleton<Providers>()
            .AddSingleton<LiveStreamMutation>()
            .AddSingleton<LiveStreamValidation>()
            .AddSingleton<IvsChannelValidation>()
            .AddSingleton<ArchiveSplitValidation>()
            .AddSingleton<VideoAssetValidation>()
            .AddSingleton<ConnectorValidation>()
            .AddSingleton<EventSinkValidation>()
            .AddSingleton<MediaProviderValidation>()
            .AddSingleton<ProviderMaps>()
            .AddSingleton<CallbackSecrets>()
            .AddSingleton(p => new SeenEvents(p.GetRequiredService<TimeProvider>()))
            .AddSingleton<CallbackQueue>()
            .AddHostedService(p => p.GetRequiredService<CallbackQueue>())
            .AddSingleton<CallbackEndpoint>()
            .AddInformer(OnairResources.MediaProviders)
            .AddInformer(OnairResources.VideoAssets, o => o.Indexes[AssetIndex.Name] = AssetIndex.Keys);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
            kestrel.ListenAnyIP(settings.HealthPort);
            kestrel.ListenAnyIP(settings.CallbackPort);
            kestrel.ListenAnyIP(settings.Port, listen => listen.UseHttps(Tls(kestrel.ApplicationServices.GetRequiredService<ServingCertificate>())));
        });

        var app = builder.Build();
        // By the port that accepted the connection, not by the Host header, which the caller chooses.
        app.Use((context, next) =>
        {
            if (context.Connection.LocalPort == PortOf(context.Request.Path)) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        MapAdmission(app);
        MapCallbacks(app);
        MapHealth(app);
        return app;

        int PortOf(PathString path) =>
            path.StartsWithSegments("/mutate") || path.StartsWithSegments("/validate") ? settings.Port
            : path.StartsWithSegments("/callbacks") ? settings.CallbackPort
            : settings.HealthPort;
    }

    private static void MapCallbacks(WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<CallbackEndpoint>();
        app.MapPost("/callbacks/{provider}", (HttpContext context, string provider) => endpoint.AnswerAsync(context, provider));
    }

    private static void MapAdmission(WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<AdmissionEndpoint>();
        Map("/mutate/livestreams", OnairResources.LiveStreams, app.Services.GetRequiredService<LiveStreamMutation>().ReviewAsync);
        Map("/validate/livestreams", OnairResources.LiveStreams, app.Services.GetRequiredService<LiveStreamValidation>().ReviewAsync);
        Map("/validate/ivschannels", OnairResources.IvsChannels, app.Services.GetRequiredService<IvsChannelValidation>().ReviewAsync);
        Map("/validate/archivesplits", OnairResources.ArchiveSplits, app.Services.GetRequiredService<ArchiveSplitValidation>().ReviewAsync);
        Map("/validate/videoassets", OnairResources.VideoAssets, app.Services.GetRequiredService<VideoAssetValidation>().ReviewAsync);
        Map("/validate/connectors", OnairResources.Connectors, app.Services.GetRequiredService<ConnectorValidation>().ReviewAsync);
        Map("/validate/eventsinks", OnairResources.EventSinks, app.Services.GetRequiredService<EventSinkValidation>().ReviewAsync);
        Map("/validate/mediaproviders", OnairResources.MediaProviders, app.Services.GetRequiredService<MediaProviderValidation>().ReviewAsync);

        void Map<T>(string path, ResourceType<T> type, Func<AdmissionRequest, CancellationToken, Task<Verdict>> decide)
            where T : class, IKubernetesObject<V1ObjectMeta> =>
            app.MapPost(path, context => endpoint.AnswerAsync(context, new(type.Group, type.Version, type.Kind), type.Plural, decide));
    }

    private static void MapHealth(WebApplication app)
    {
        var certificate = app.Services.GetRequiredService<ServingCertificate>();
        var draining = app.Services.GetRequiredService<Draining>();
        app.MapMetrics("/metrics", app.Services.GetRequiredService<PrometheusMeters>().Registry);
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/readyz", (KubernetesHealth health) =>
            draining.HasBegun ? NotReady("stopping")
            : certificate.Context is null ? NotReady("no certificate is loaded yet")
            : health.IsReady(out var reason) ? Results.Text("ok")
            : NotReady(reason));
    }

    private static IResult NotReady(string reason) => Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable);

    // Evaluated for each connection, so that a new certificate takes effect with the next one.
#pragma warning disable CA5398 // The platform's default may allow less.
    private static TlsHandshakeCallbackOptions Tls(ServingCertificate certificate) => new()
    {
        OnConnection = _ => ValueTask.FromResult(new System.Net.Security.SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ServerCertificateContext = certificate.Context ?? throw new AuthenticationException("no certificate is loaded yet"),
        }),
    };
#pragma warning restore CA5398
}

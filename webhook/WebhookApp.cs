using Onair.Hosting;
using Onair.Hosting.Metrics;
using Onair.Kubernetes.Hosting;
using Onair.Webhook.Admission;
using Onair.Webhook.ArchiveSplits;
using Onair.Webhook.BroadcastSites;
using Onair.Webhook.Callbacks;
using Onair.Webhook.Certificates;
using Onair.Webhook.Connectors;
using Onair.Webhook.EventSinks;
using Onair.Webhook.HlsBroadcasts;
using Onair.Webhook.IvsChannels;
using Onair.Webhook.LiveStreams;
using Onair.Webhook.MediaProviders;
using Onair.Webhook.Ownership;
using Onair.Webhook.VideoAssets;

namespace Onair.Webhook;

/// <summary>The composition of the webhook.</summary>
internal static class WebhookApp
{
    public static WebApplication Build(WebApplicationBuilder builder, WebhookSettings settings)
    {
        builder.Services
            .AddSingleton(settings)
            .AddMetricsEndpoint()
            .AddCertificates()
            .AddCallers()
            // Under failurePolicy Fail a call that reaches no pod is a refused edit.
            .AddDraining(settings.Drain)
            .AddAdmission()
            .AddOwnership()
            .AddMediaProviders()
            .AddLiveStreams()
            .AddIvsChannels()
            .AddArchiveSplits()
            .AddVideoAssets()
            .AddConnectors()
            .AddHlsBroadcasts()
            .AddBroadcastSites()
            .AddEventSinks()
            .AddCallbacks();
        builder.ListenOn(settings.HealthPort, settings.CallbackPort);
        builder.ListenWithCertificate(settings.Port);

        var app = builder.Build();
        app.UseCallers(settings.Port);
        app.UsePorts(path =>
            AdmissionSetup.Takes(path) ? settings.Port
            : CallbackSetup.Takes(path) ? settings.CallbackPort
            : settings.HealthPort);
        // After the path has lost its token.
        app.UseRouting();
        app.MapOwnership();
        app.MapLiveStreams();
        app.MapIvsChannels();
        app.MapArchiveSplits();
        app.MapVideoAssets();
        app.MapConnectors();
        app.MapHlsBroadcasts();
        app.MapBroadcastSites();
        app.MapEventSinks();
        app.MapMediaProviders();
        app.MapCallbacks();
        app.MapMetricsEndpoint();
        app.MapHealth(
            app.Services.GetRequiredService<ServingCertificate>().Unready,
            app.Services.GetRequiredService<KubernetesHealth>().Unready);
        return app;
    }
}

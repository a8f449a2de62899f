using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Hosting.Metrics;
using Onair.Kubernetes.Hosting;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks;

/// <summary>Registers what EventSinks need.</summary>
internal static class EventSinkRegistration
{
    public static IServiceCollection AddEventSinks(this IServiceCollection services) => services
        .AddController<EventSinkController, EventSink>(OnairResources.EventSinks)
        .AddSingleton<SinkContext>()
        .AddSingleton<SinkStatusRegistry>()
        .AddSingleton<SinkCredentials>()
        .AddSingleton<DeadLetters>()
        .AddSingleton<SinkBacklog>()
        .AddSingleton<SinkReporter>()
        .AddSingleton<ISinkDirectory, SinkDirectory>()
        .AddSingleton<Func<string, SinkDelivery>>(provider => sink => ActivatorUtilities.CreateInstance<SinkDelivery>(provider, sink))
        .AddGauges<SinkMetrics>()
        .AddLeaderTask<SinkDeliveryRegistry>()
        .AddLeaderTask<DefaultSinkTask>();
}

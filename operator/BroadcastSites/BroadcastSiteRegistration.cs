using Onair.Api;
using Onair.Api.BroadcastSites;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.BroadcastSites;

/// <summary>Registers what BroadcastSites need.</summary>
internal static class BroadcastSiteRegistration
{
    public static IServiceCollection AddBroadcastSites(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton<SignalingClient>()
        .AddReconciler<BroadcastSiteReconciler, BroadcastSite, BroadcastSiteRound>(OnairResources.BroadcastSites, BroadcastSiteOutbox.Kind, options, _ => { });
}

using System.Diagnostics.Metrics;
using Onair.Operator.Metrics;

namespace Onair.Operator.AwsAccounts.Limits;

/// <summary>How long AWS has left the accounts without an answer.</summary>
internal sealed class AccountMetrics
{
    public AccountMetrics(AccountHealthRegistry healths, TimeProvider time) => OnairMeter.Instance.CreateObservableGauge(
        "onair_aws_silent_seconds",
        () => healths.All.SelectMany(health => health.Services.Select(service => new Measurement<double>(
            service.Circuit.SilentSince is { } since ? (time.GetUtcNow() - since).TotalSeconds : 0,
            new("provider", health.Provider), new("service", service.Name)))),
        "s", "Time since the first call that a service of the provider's account has not answered; 0 while it answers.");
}

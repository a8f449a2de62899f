using Onair.Hosting.Metrics;
using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Operator.AwsAccounts;

/// <summary>Registers the AWS accounts of MediaProviders: their clients, limits and health.</summary>
internal static class AwsAccountRegistration
{
    public static IServiceCollection AddAwsAccounts(this IServiceCollection services) => services
        .AddSingleton<AccountHealthRegistry>()
        .AddSingleton<AccountBudgets>()
        .AddGauges<AccountMetrics>()
        .AddSingleton<ProviderAccountCache>();
}

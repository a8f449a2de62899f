namespace Onair.Gateway.Access;

/// <summary>Adds who may call.</summary>
internal static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services;
}

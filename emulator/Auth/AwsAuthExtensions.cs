using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Onair.Emulator.Auth;

/// <summary>Registration of the signature check.</summary>
internal static class AwsAuthExtensions
{
    /// <summary>Adds the credentials and the verifier, configured by section <c>Emulator</c>.</summary>
    public static IServiceCollection AddAwsAuth(this IServiceCollection services)
    {
        services.AddOptions<AwsAuthOptions>().BindConfiguration("Emulator");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AwsCredentialStore>();
        services.AddSingleton<SignatureVerifier>();
        return services;
    }

    /// <summary>Verifies signatures before anything else sees the request.</summary>
    public static IApplicationBuilder UseAwsSignatures(this IApplicationBuilder app) =>
        app.UseMiddleware<SignatureMiddleware>();
}

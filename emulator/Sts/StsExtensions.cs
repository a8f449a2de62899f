namespace Onair.Emulator.Sts;

/// <summary>Registration of the Security Token Service.</summary>
internal static class StsExtensions
{
    /// <summary>Adds what <see cref="UseSts"/> needs, beside the credentials of the signature check.</summary>
    public static IServiceCollection AddSts(this IServiceCollection services) => services.AddSingleton<StsOperations>();

    /// <summary>Serves STS. Must come after the signature check.</summary>
    public static IApplicationBuilder UseSts(this IApplicationBuilder app) => app.UseMiddleware<StsMiddleware>();
}

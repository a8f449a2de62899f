using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>Registration of the object store and its HTTP endpoints.</summary>
internal static class S3Extensions
{
    /// <summary>Adds <see cref="IObjectStore"/> on <c>Emulator:DataDirectory</c>, and what <see cref="UseS3"/> needs.</summary>
    public static IServiceCollection AddObjectStore(this IServiceCollection services)
    {
        services.AddOptions<S3Options>().BindConfiguration("Emulator");
        services.AddSingleton<ObjectStore>();
        services.AddSingleton<IObjectStore>(s => s.GetRequiredService<ObjectStore>());
        services.AddSingleton<S3Dispatch>();
        return services;
    }

    /// <summary>Serves S3. Must come after the signature check and before other services' routes.</summary>
    public static IApplicationBuilder UseS3(this IApplicationBuilder app) => app.UseMiddleware<S3Middleware>();

    /// <summary>Serves the buckets that are origins of CloudFront. Must come after CloudFront's viewers.</summary>
    public static IApplicationBuilder UseS3Origins(this IApplicationBuilder app) => app.UseMiddleware<S3OriginMiddleware>();
}

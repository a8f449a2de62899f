namespace Onair.Emulator.Apis;

/// <summary>The services emulated from their models, in the pipeline.</summary>
internal static class AwsApisExtensions
{
    /// <summary>Must come after the signature check, which determines the service.</summary>
    public static IApplicationBuilder UseAwsApis(this IApplicationBuilder app)
    {
        var apis = app.ApplicationServices.GetRequiredService<AwsApis>();
        return app.Use(next => context => apis.InvokeAsync(context, next));
    }
}

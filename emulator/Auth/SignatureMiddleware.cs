namespace Onair.Emulator.Auth;

/// <summary>Verifies signed requests; unsigned ones pass without an <see cref="AwsCaller"/>.</summary>
internal sealed class SignatureMiddleware(RequestDelegate next, SignatureVerifier verifier)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // Errors of unsupported authorization have S3's format: only S3 clients still use it.
        var service = "s3";
        try
        {
            if (AwsSignature.Parse(context.Request) is { } signature)
            {
                service = signature.Service;
                context.Features.Set(await verifier.VerifyAsync(context, signature));
            }
        }
        catch (AwsException error)
        {
            await AwsErrorResponse.WriteAsync(context, service, error);
            return;
        }

        await next(context);
    }
}

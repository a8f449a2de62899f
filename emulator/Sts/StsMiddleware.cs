using Onair.Emulator.Auth;

namespace Onair.Emulator.Sts;

/// <summary>Takes what is signed for STS, and unsigned form posts to the root, which only STS accepts. All others pass.</summary>
internal sealed class StsMiddleware(RequestDelegate next, StsOperations operations)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var caller = context.Features.Get<AwsCaller>();
        var isSts = caller is not null
            ? caller.Service == "sts"
            : context.Request.Path == "/" && HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType;
        if (!isSts)
        {
            await next(context);
            return;
        }

        try
        {
            var request = await StsRequest.ReadAsync(context.Request);
            var body = StsXml.Render(request.Action, AwsRequestId.Set(context, "sts"), operations.Run(request, caller, context));
            context.Response.ContentType = "text/xml";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
        catch (AwsException error)
        {
            await AwsErrorResponse.WriteAsync(context, "sts", error);
        }
    }
}

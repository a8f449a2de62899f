using Onair.Emulator.Auth;
using Onair.Emulator.S3;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddAwsAuth().AddObjectStore();
var app = builder.Build();
app.UseAwsSignatures();
app.UseS3();
await app.RunAsync();

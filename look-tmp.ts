import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
const port=25431;
const s=spawn('node',['src/serve.js'],{cwd:'/work/wt-c',env:{...process.env,PORT:String(port),HOST:'127.0.0.1',ORIGIN:`http://localhost:${port}`,DATA_DIR:'/tmp/c-data'},stdio:'ignore'});
const base=`http://localhost:${port}`;
let b:any; try {
for(let i=0;i<60;i++){ try{ await fetch(base+'/'); break;}catch{ await new Promise(r=>setTimeout(r,500)); } }
b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--use-gl=angle','--use-angle=swiftshader','--enable-unsafe-swiftshader']});
for (const [w,h,scheme] of [[1280,900,'light'],[390,844,'dark']] as any) {
  const c=await b.newContext({viewport:{width:w,height:h},colorScheme:scheme}); const p=await c.newPage();
  p.on('console',(m:any)=>{if(m.type()!=='log')console.log(m.text().slice(0,300))}); p.on('pageerror',(e:any)=>console.log('ERR',e.message)); p.on('response',(r:any)=>{if(r.url().includes('geojson'))console.log(r.status(),r.url(),r.headers()['content-encoding'])}); 
  await p.goto(base+'/deserts'); await p.waitForTimeout(1500); await p.getByRole('button',{name:'Show the map'}).click(); await p.waitForTimeout(12000); await p.locator('.maplibregl-map').scrollIntoViewIfNeeded(); await p.waitForTimeout(2000); await p.screenshot({path:`/tmp/c-map-${w}-${scheme}.png`});
  if(w>1000){ const box=await p.locator('.maplibregl-map').boundingBox(); await p.mouse.click(box.x+box.width*0.55,box.y+box.height*0.72); await p.waitForTimeout(1500); for(let i=0;i<3;i++){await p.getByRole('button',{name:/zoom in/i}).click(); await p.waitForTimeout(1500);} await p.waitForTimeout(4000); await p.screenshot({path:'/tmp/c-map-zoom.png'}); }
  await c.close();
}
} finally { await b?.close(); s.kill('SIGTERM'); }
